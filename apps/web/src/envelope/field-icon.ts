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
export const fieldTypes = [
  'signature',
  'initials',
  'name',
  'date',
  'text',
  'checkbox',
  'dropdown',
  'radio',
] as const;
