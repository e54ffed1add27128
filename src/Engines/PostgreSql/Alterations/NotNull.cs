using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The constraints behind NOT NULL, which have names and options of their own from version 18 on.</summary>
internal static class PostgreSqlNotNull
{
    private const int FirstMajor = 18;

    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statement that gives the constraint its usual name after a rename of the table or the column; none where it has another.</summary>
    /// <param name="context">The plan, whose schemas have the new names.</param>
    /// <param name="table">The table under its new name.</param>
    /// <param name="column">The column under the new name.</param>
    /// <param name="old">What table and column were called.</param>
    /// <param name="now">What they are called from here on.</param>
    public static IEnumerable<string> Follow(
        AlterationContext context,
        QualifiedName table,
        Column column,
        (string Table, string Column) old,
        (string Table, string Column) now
    ) =>
        IsNamed(context) && column is { Nullable: false, Inherited: false } && Value(column, "not null") is null
            ? [Rename(table, Names.Quote(Usual(old.Table, old.Column)), Names.Quote(Usual(now.Table, now.Column)))]
            : [];

    /// <summary>The statements for a column that was and stays NOT NULL.</summary>
    public static IEnumerable<string> Change(QualifiedName table, Column before, Column to, AlterationContext context)
    {
        if (!IsNamed(context) || before.Nullable || to.Nullable || to.Inherited)
        {
            yield break;
        }

        if (Value(before, "not null inherited") is not null)
        {
            if (Value(to, "not null inherited") is null)
            {
                yield return $"alter table {Names.Quote(table)} alter column {Names.Quote(to.Name)} set not null";
            }

            yield break;
        }

        var now = Name(table, to);
        var old = before.Inherited ? OfParent(table, before, context) : Name(table, before);
        if (old != now)
        {
            yield return Rename(table, old, now);
        }

        var of = $"alter table {Names.Quote(table)} ";
        var (inherits, wasInherited) = (Value(to, "not null no inherit") is null, Value(before, "not null no inherit") is null);
        var (valid, wasValid) = (Value(to, "not null not valid") is null, Value(before, "not null not valid") is null);
        if (wasValid && !valid)
        {
            yield return $"{of}drop constraint {now}, add constraint {now} not null {Names.Quote(to.Name)}{(inherits ? "" : " no inherit")} not valid";
            yield break;
        }

        if (inherits != wasInherited)
        {
            yield return $"{of}alter constraint {now} {(inherits ? "inherit" : "no inherit")}";
        }

        if (valid && !wasValid)
        {
            yield return $"{of}validate constraint {now}";
        }
    }

    private static bool IsNamed(AlterationContext context) => context.Version is { } version && version.AtLeast(FirstMajor);

    private static string Usual(string table, string column) => $"{table}_{column}_not_null";

    private static string Name(QualifiedName table, Column column) =>
        Value(column, "not null") ?? Names.Quote(Usual(table.Name, column.Name));

    // A partition made as such has the constraint under the name that the partitioned table gave it.
    private static string OfParent(QualifiedName table, Column column, AlterationContext context) =>
        context.From.Find(table) is { } child
        && PostgreSqlColumns.Parents(child).Select(context.From.Find).FirstOrDefault(p => p?.Find(column.Name) is not null)
            is { } parent
            ? Name(parent.Name, parent.Find(column.Name)!)
            : Name(table, column);

    private static string Rename(QualifiedName table, string old, string now) =>
        $"alter table {Names.Quote(table)} rename constraint {old} to {now}";

    private static string? Value(Column column, string name) => column.Details.FirstOrDefault(d => d.Name == name)?.Value;
}
