import type { DynamicModule, ModuleMetadata, Type } from '@nestjs/common';

type Declared = NonNullable<ModuleMetadata['imports']>[number];

/** Every controller of a module and of what it imports, as the decorators left them. Starts nothing, connects to nothing. */
export function controllersOf(root: DynamicModule): readonly Type[] {
  const found = new Set<Type>();
  const seen = new Set<Declared>();
  const open: Declared[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const { controllers = [], imports = [] } = metadataOf(next);
    for (const controller of controllers) found.add(controller);
    open.push(...imports);
  }
  return [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What stands in `@Module(…)` and what a dynamic module adds to it. */
function metadataOf(module: Declared): Pick<ModuleMetadata, 'controllers' | 'imports'> {
  if (typeof module === 'function') return decorated(module);
  if (!('module' in module)) throw new Error('Only modules and dynamic modules are understood.');
  const { controllers = [], imports = [] } = decorated(module.module);
  return {
    controllers: [...controllers, ...(module.controllers ?? [])],
    imports: [...imports, ...(module.imports ?? [])],
  };
}

const decorated = (module: Type): Pick<ModuleMetadata, 'controllers' | 'imports'> => ({
  controllers: Reflect.getMetadata('controllers', module) ?? [],
  imports: Reflect.getMetadata('imports', module) ?? [],
});
