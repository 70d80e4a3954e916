/** What is neither PDF nor picture becomes one, by programs that may be installed on this machine. */

export { CONVERTED_FORMATS, type ConvertedFormat } from '../intake/source-format.js';
export { LocalConverter, type LocalConverterOptions } from './local-converter.js';
export { findOfficePrograms, type OfficePrograms } from './office-programs.js';
export { mayBeConverted, takeInUpload, type UploadTools } from './take-in-upload.js';
