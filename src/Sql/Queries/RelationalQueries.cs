using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>
/// Access patterns as SQL. What all SQL engines say alike is here, in one file for each form; how one engine says it, in its own folder.
/// Every statement names its columns, pages by key and never by offset, and keeps constants as literals, so that partial indexes apply.
/// </summary>
/// <param name="names">Quoting and parameter marks.</param>
/// <param name="writer">Expressions as the engine writes them.</param>
public abstract partial class RelationalQueries(INames names, IWriter writer) : IQueries
{
    /// <summary>The share of a column's range that a range parameter covers in a measuring run. Default 1 %.</summary>
    public const decimal RangeShare = 0.01m;

    /// <summary>One level of indentation.</summary>
    protected const string Indent = "    ";

    /// <summary>Quoting and parameter marks.</summary>
    protected INames Names => names;

    /// <summary>Expressions as the engine writes them.</summary>
    protected IWriter Writer => writer;

    /// <inheritdoc />
    public (Statement Statement, Statement? NextPage)? Write(AccessPattern pattern, DatabaseDesign design)
    {
        if (!CanWrite(pattern, design))
        {
            return null;
        }

        return Written(pattern, design) is { } written
            ? (Finished(written.Item1), written.Item2 is { } next ? Finished(next) : null)
            : null;
    }

    private (Statement, Statement?)? Written(AccessPattern pattern, DatabaseDesign design) =>
        pattern switch
        {
            AccessPattern.Find find => (
                WriteFind(find, design, next: false),
                find.Paged ? WriteFind(find, design, next: true) : null
            ),
            AccessPattern.Search search => Single(WriteSearch(search, design)),
            AccessPattern.Near near => Single(WriteNear(near, design)),
            AccessPattern.Traverse traverse => Single(WriteTraverse(traverse, design)),
            AccessPattern.Aggregate aggregate => Single(WriteAggregate(aggregate, design)),
            AccessPattern.Insert insert => Single(WriteInsert(insert, design)),
            AccessPattern.Update update => Single(WriteUpdate(update, design)),
            AccessPattern.Delete delete => Single(WriteDelete(delete, design)),
            AccessPattern.FreeSql free => Single(WriteFreeSql(free, design)),
            _ => null,
        };

    /// <summary>The last step of every statement, for engines whose parameter marks have no numbers.</summary>
    protected virtual Statement Finished(Statement statement) => statement;

    /// <summary>Whether an index answers <c>(a, b) &gt; (x, y)</c>; without it the comparison is written out.</summary>
    protected virtual bool IndexesCompareRows => true;

    /// <summary>Whether an insert gives back the number of the row; otherwise the client asks for it.</summary>
    protected virtual bool ReturnsKeys => true;

    /// <summary>What follows the table in an insert of a row of defaults.</summary>
    protected virtual string NoValues => "default values";

    /// <summary>The word that begins a find.</summary>
    /// <param name="rootFirst">Whether the first rows in the order of the root table are all that is wanted, so that it is best read first.</param>
    protected virtual string Select(bool rootFirst) => "select";

    /// <summary>The beginning of a delete: all before the conditions.</summary>
    protected virtual string DeleteFrom(QueryScope scope) => $"delete from {scope.Root}";

    /// <summary>The condition by which a recursive query finds the rows of its next step.</summary>
    protected virtual string Step(string column, string value) => $"{column} = {value}";

    /// <summary>The select whose keys name the rows that an update or delete changes.</summary>
    protected virtual string KeysOf(string select) => select;

    /// <summary>The statement of a full-text search; none when the engine or the table cannot have one.</summary>
    protected abstract Statement? WriteSearch(AccessPattern.Search search, DatabaseDesign design);

    /// <summary>The statement of a search for the closest points; none when the engine cannot.</summary>
    protected abstract Statement? WriteNear(AccessPattern.Near near, DatabaseDesign design);

    /// <summary>A parameter where a value of that type is expected.</summary>
    protected virtual string Value(int position, DataType type) => names.Parameter(position);

    /// <summary>Whether a column is one of the items of a list parameter.</summary>
    protected abstract string OneOf(string column, int position, DataType type);

    /// <summary>Whether a text contains another, ignoring case.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The text looked for: a mark or a literal.</param>
    protected abstract string Contains(string column, string text);

    /// <summary>Whether a text starts with another.</summary>
    protected abstract string StartsWith(string column, string text);

    /// <summary>Whether a JSON document contains another.</summary>
    protected abstract string Has(string column, string document);

    /// <summary>A moment or date, given by a parameter, moved by a length of time.</summary>
    protected abstract string Later(int position, ScopedColumn column, CalendarDuration duration);

    /// <summary>Whether a column and a value are equal or both null.</summary>
    protected abstract string SameOrBothNull(string column, string value);

    /// <summary>Whether nulls come first in an ascending order.</summary>
    protected abstract bool NullsAreLeast { get; }

    /// <summary>The beginning of the hour, day, week, month or year of a moment, in UTC.</summary>
    protected abstract string Truncate(string column, DataType type, string unit);

    /// <summary>The column that marks rows as deleted, when the table has one and the conditions do not speak of it.</summary>
    public static string? DeletionMark(TableMapping mapping, Sequence<Condition> where) =>
        mapping.Columns.FirstOrDefault(c => c.Part == ColumnPart.DeletedAt)?.Column is { } mark
        && !where.Any(c => c.Path.Path is [var name] && name == mark)
            ? mark
            : null;

    private static (Statement, Statement?)? Single(Statement? statement) => statement is null ? null : (statement, null);

    private static bool CanWrite(AccessPattern pattern, DatabaseDesign design) =>
        pattern.Entity is not { } entity
        || PatternPaths.MissingIn(pattern, design).Count == 0
            && PatternPaths
                .ConditionsOf(pattern)
                .All(c =>
                    DesignPath.Find(design, entity, c.Path, c.At).Columns.Count == 1
                    || c
                        is { Operator: ConditionOperator.Equal or ConditionOperator.NotEqual, Values: [] }
                            or { Operator: ConditionOperator.IsNull or ConditionOperator.IsNotNull }
                );
}
