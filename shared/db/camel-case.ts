import {
  AliasNode,
  CamelCasePlugin,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  type QueryResult,
  ReferenceNode,
  ReturningNode,
  type RootOperationNode,
  SelectionNode,
  type UnknownRow,
} from 'kysely'

/**
 * snake_case in the database, camelCase in code. Renaming every value of every row costs as much as
 * reading a small row, so the database does it: what a query gives back is selected `as` its name in
 * code. Only `select *`, which tests use, is still renamed afterwards.
 */
export class AliasingCamelCasePlugin extends CamelCasePlugin {
  readonly #renamedAfterwards = new WeakSet<QueryId>()

  override transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    const original = args.node as RootOperationNode & Selecting
    const node = super.transformQuery(args) as RootOperationNode & Selecting
    const selections = this.#aliased(original.selections, node.selections)
    const returning = this.#aliased(original.returning?.selections, node.returning?.selections)
    // Only the two lists are exchanged, so the node stays of its kind.
    if (selections) return { ...node, selections } as RootOperationNode
    if (returning) {
      return { ...node, returning: ReturningNode.create(returning) } as RootOperationNode
    }
    if (original.selections || original.returning) this.#renamedAfterwards.add(args.queryId)
    return node
  }

  override transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (this.#renamedAfterwards.has(args.queryId)) return super.transformResult(args)
    return Promise.resolve(args.result)
  }

  /** Undefined when a selection has no name to keep, as `*` has none. */
  #aliased(
    originals: readonly SelectionNode[] | undefined,
    selections: readonly SelectionNode[] | undefined,
  ): SelectionNode[] | undefined {
    if (!originals || !selections) return undefined
    const aliased: SelectionNode[] = []
    for (const [index, original] of originals.entries()) {
      const name = nameOf(original.selection)
      const selection = selections[index]?.selection
      if (name === undefined || !selection) return undefined
      const value = AliasNode.is(selection) ? selection.node : selection
      const alias = AliasNode.create(value, IdentifierNode.create(name))
      aliased.push(SelectionNode.create(this.snakeCase(name) === name ? selection : alias))
    }
    return aliased
  }
}

/** The parts of a query that say what it gives back. */
interface Selecting {
  readonly selections?: readonly SelectionNode[]
  readonly returning?: ReturningNode
}

function nameOf(selection: OperationNode): string | undefined {
  if (AliasNode.is(selection)) {
    return IdentifierNode.is(selection.alias) ? selection.alias.name : undefined
  }
  const column = ReferenceNode.is(selection) ? selection.column : selection
  return ColumnNode.is(column) ? column.column.name : undefined
}
