import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly data: Buffer;
  /** What the directory says instead of the truth. */
  readonly declaredBytes?: number;
  readonly encrypted?: boolean;
}

/** A ZIP file written byte by byte (APPNOTE 6.3.10 § 4.3), so that a test can lie in it. */
export function sampleZip(parts: readonly ZipPart[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const part of parts) {
    const packed = deflateRawSync(part.data);
    const name = Buffer.from(part.name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(part.data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.declaredBytes ?? part.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

const OPEN_XML = 'http://schemas.openxmlformats.org';
const RELATION = `${OPEN_XML}/officeDocument/2006/relationships`;

export interface SampleDocxOptions {
  readonly paragraphs?: readonly string[];
  /** Addresses of pictures that are linked, not embedded. */
  readonly linkedPictures?: readonly string[];
  readonly mainType?: string;
}

/** A small Word document. */
export function sampleDocx({
  paragraphs = ['Agreement'],
  linkedPictures = [],
  mainType,
}: SampleDocxOptions = {}): Buffer {
  const type = mainType ?? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const links = linkedPictures.map(
    (address, index) =>
      `<Relationship Id="r${index}" Type="${RELATION}/image" Target="${address}" TargetMode="External"/>`,
  );
  const body = [
    ...paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`),
    ...linkedPictures.map((_, index) => linkedPicture(`r${index}`)),
  ];
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${OPEN_XML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${OPEN_XML}/package/2006/relationships"><Relationship Id="r" Type="${RELATION}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${OPEN_XML}/package/2006/relationships">${links.join('')}</Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${OPEN_XML}/wordprocessingml/2006/main" xmlns:r="${RELATION}" xmlns:wp="${OPEN_XML}/drawingml/2006/wordprocessingDrawing" xmlns:a="${OPEN_XML}/drawingml/2006/main" xmlns:pic="${OPEN_XML}/drawingml/2006/picture"><w:body>${body.join('')}</w:body></w:document>`,
  };
  return sampleZip(Object.entries(parts).map(([name, text]) => ({ name, data: xml(text) })));
}

function linkedPicture(id: string): string {
  const size = 'cx="2000000" cy="2000000"';
  return `<w:p><w:r><w:drawing><wp:inline><wp:extent ${size}/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="${OPEN_XML}/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';

/** A small OpenDocument text; its content is XML within `office:text`. */
export function sampleOdt(content: string, manifest = ''): Buffer {
  const type = 'application/vnd.oasis.opendocument.text';
  const spaces = ['office', 'text', ['draw', 'drawing'], ['svg', 'svg-compatible']].map((each) => {
    const [prefix, name] = typeof each === 'string' ? [each, each] : each;
    return `xmlns:${prefix}="${ODF}:${name}:1.0"`;
  });
  return sampleZip([
    { name: 'mimetype', data: Buffer.from(type) },
    {
      name: 'META-INF/manifest.xml',
      data: xml(
        `<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>${manifest}</manifest:manifest>`,
      ),
    },
    {
      name: 'content.xml',
      data: xml(
        `<office:document-content ${spaces.join(' ')} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>${content}</office:text></office:body></office:document-content>`,
      ),
    },
  ]);
}

/** A linked picture and a linked section of an OpenDocument text. */
export const odtLinks = (picture: string, section: string): string =>
  `<text:p><draw:frame draw:name="p" svg:width="3cm" svg:height="3cm"><draw:image xlink:href="${picture}" xlink:type="simple"/></draw:frame></text:p>` +
  `<text:section text:name="s"><text:section-source xlink:href="${section}"/><text:p>As last seen</text:p></text:section>`;

const xml = (text: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`, 'utf8');

/** The directory of a compound file, as far as it is looked at. */
export function sampleCompound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from(`Root Entry\0${stream}\0`, 'utf16le'),
  ]);
}
