using System.Text;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>A column as a statement writes it.</summary>
/// <param name="Sql">With its alias, quoted.</param>
/// <param name="Column">The column.</param>
/// <param name="Table">Its table.</param>
/// <param name="ScaleDigits">The digits by which its values are scaled.</param>
public sealed record ScopedColumn(string Sql, Column Column, QualifiedName Table, int ScaleDigits)
{
    /// <summary>What its values mean, where the design says it; engines without a type for dates keep them as texts.</summary>
    public SemanticType? Meaning { get; init; }

    /// <summary>Whether its values are dates without a time.</summary>
    public bool IsDate => Column.Type is DataType.Date || Meaning?.Kind == SemanticKind.Date;
}

/// <summary>The tables of one statement with their aliases; paths over references become joins.</summary>
public sealed class QueryScope
{
    private readonly DatabaseDesign design;
    private readonly INames names;
    private readonly List<Join> joins = [];
    private readonly HashSet<string> aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The scope of a statement that starts from an entity.</summary>
    /// <param name="design">The design.</param>
    /// <param name="names">Quoting.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="at">Where the pattern is declared.</param>
    /// <param name="taken">Names that cannot be aliases.</param>
    /// <exception cref="Failure">There is no such entity (<see cref="ExitStatus.BadInput"/>).</exception>
    public QueryScope(DatabaseDesign design, INames names, string entity, Location? at, params ReadOnlySpan<string> taken)
    {
        this.design = design;
        this.names = names;
        Entity = entity;
        foreach (var name in taken)
        {
            aliases.Add(name);
        }

        Mapping = DesignPath.MappingOf(design, entity, at);
        Table = DesignPath.TableOf(design, Mapping);
        Alias = NewAlias(Mapping.Table.Name);
    }

    /// <summary>The entity it starts from.</summary>
    public string Entity { get; }

    /// <summary>The mapping of the starting entity.</summary>
    public TableMapping Mapping { get; }

    /// <summary>The starting table.</summary>
    public Table Table { get; }

    /// <summary>The alias of the starting table.</summary>
    public string Alias { get; }

    /// <summary>Whether another table is joined.</summary>
    public bool HasJoins => joins.Count > 0;

    /// <summary>The starting table with its alias.</summary>
    public string Root => $"{names.Quote(Mapping.Table)} as {Alias}";

    /// <summary>A column of the starting table.</summary>
    public string Own(string column) => $"{Alias}.{names.Quote(column)}";

    /// <summary>A column of the starting table.</summary>
    public ScopedColumn OwnColumn(string column) =>
        new(Own(column), Table.Find(column)!, Mapping.Table, DesignPath.ScaleOf(Mapping, column));

    /// <summary>The columns of a path, joining what lies on the way.</summary>
    /// <param name="path">The path.</param>
    /// <param name="filtered">Whether rows without the reference drop out anyway, so that an inner join says the same.</param>
    /// <param name="at">Where it is written.</param>
    public Sequence<ScopedColumn> Columns(Expression.Reference path, bool filtered, Location? at = null)
    {
        var found = DesignPath.Find(design, Entity, path, at);
        var alias = Alias;
        var inner = true;
        var way = "";
        foreach (var step in found.Steps)
        {
            way = $"{way}.{step.Role}";
            inner &= step.Required;
            alias = JoinAlong(way, alias, step, inner || filtered);
        }

        return found
            .Columns.Select(c => new ScopedColumn(
                $"{alias}.{names.Quote(c.Name)}",
                c,
                found.Holder.Table,
                DesignPath.ScaleOf(found.Holder, c.Name)
            )
            {
                Meaning = found.Holder.Columns.FirstOrDefault(m => m.Column == c.Name)?.Type,
            })
            .ToSequence();
    }

    /// <summary>The column that marks rows of the table at the end of a path as deleted, unless the path is that column or has no joins.</summary>
    public Sequence<string> DeletionMarks(Expression.Reference path, Location? at)
    {
        var found = DesignPath.Find(design, Entity, path, at);
        var mark = found.Holder.Columns.FirstOrDefault(c => c.Part == ColumnPart.DeletedAt)?.Column;
        if (found.Steps.Count == 0 || mark is null || found.Columns[0].Name == mark)
        {
            return [];
        }

        var way = string.Concat(found.Steps.Select(s => $".{s.Role}"));
        return [$"{joins.Find(j => j.Way == way)!.Alias}.{names.Quote(mark)}"];
    }

    /// <summary>The joins, one on each line, every line indented and ended.</summary>
    public string Joins(string indent)
    {
        var text = new StringBuilder();
        foreach (var join in joins)
        {
            text.Append(indent)
                .Append(join.Inner ? "join " : "left join ")
                .Append(names.Quote(join.Step.To.Table))
                .Append(" as ")
                .Append(join.Alias)
                .Append(" on ")
                .AppendJoin(
                    " and ",
                    join.Step.Key.ReferencedColumns.Zip(
                        join.Step.Key.Columns,
                        (to, from) => $"{join.Alias}.{names.Quote(to)} = {join.From}.{names.Quote(from)}"
                    )
                )
                .Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A further alias that no table of the statement has.</summary>
    public string NewAlias(string table)
    {
        var initials = string.Concat(
            table
                .Split('_', StringSplitOptions.RemoveEmptyEntries)
                .Select(w => char.ToLowerInvariant(w[0]))
                .Where(char.IsAsciiLetter)
        );
        var stem = initials.Length == 0 ? "t" : initials;
        var alias = stem;
        for (var number = 2; names.IsReserved(alias) || !aliases.Add(alias); number++)
        {
            alias = $"{stem}{number}";
        }

        return alias;
    }

    private string JoinAlong(string way, string from, PathStep step, bool inner)
    {
        if (joins.Find(j => j.Way == way) is { } known)
        {
            known.Inner |= inner;
            return known.Alias;
        }

        var join = new Join(way, from, step, NewAlias(step.To.Table.Name)) { Inner = inner };
        joins.Add(join);
        return join.Alias;
    }

    private sealed record Join(string Way, string From, PathStep Step, string Alias)
    {
        public bool Inner { get; set; }
    }
}
