import {
  Calendar,
  CaseSensitive,
  ChevronsUpDown,
  CircleDot,
  type LucideIcon,
  PenLine,
  Signature,
  SquareCheck,
  User,
} from 'lucide-react';
import type { FieldType } from '@/api/envelopes';

/** Every kind of field there is, in the order of the palette: one that the API gains or loses does not compile here. */
export const fieldIcons: Readonly<Record<FieldType, LucideIcon>> = {
  signature: Signature,
  initials: PenLine,
  name: User,
  date: Calendar,
  text: CaseSensitive,
  checkbox: SquareCheck,
  dropdown: ChevronsUpDown,
  radio: CircleDot,
};

/** In the order of the palette. */
export const fieldTypes = Object.keys(fieldIcons) as readonly FieldType[];
