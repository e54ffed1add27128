using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Keys, constraints and indexes as they stand in a definition.</summary>
internal sealed class MariaDbKeyWriter(MariaDbDialect dialect)
{
    private readonly MariaDbNames names = dialect.Names;

    /// <summary>A primary key.</summary>
    public string PrimaryKey(PrimaryKey key) =>
        $"primary key ({Value(key.Details, "parts") ?? Columns(key.Columns)}{Period(key.Details)}){Words(key.Details)}";

    /// <summary>A unique constraint.</summary>
    public string Unique(UniqueConstraint unique) =>
        $"constraint {names.Quote(unique.Name)} unique ({Columns(unique.Columns)}{Period(unique.Details)}){Words(unique.Details)}";

    /// <summary>A check of the table.</summary>
    public string Check(CheckConstraint check) =>
        $"constraint {names.Quote(check.Name)} check ({check.Sql}){(check.Details.Any(d => d.Name == "not enforced") ? " not enforced" : "")}";

    /// <summary>
    /// A foreign key. Both actions are always said: the server's own words for what is left out differ between versions.
    /// </summary>
    public string ForeignKey(ForeignKey key, string ifNotExists = "") =>
        $"constraint {names.Quote(key.Name)} foreign key {ifNotExists}({Columns(key.Columns)})"
        + $" references {names.Quote(key.ReferencedTable)} ({Columns(key.ReferencedColumns)})"
        + $" on delete {Action(key.OnDelete)} on update {Action(key.OnUpdate)}";

    /// <summary>An index within the definition of its table.</summary>
    public string Index(Table table, TableIndex index) =>
        $"{Kind(index)}index {names.Quote(index.Name)} ({Parts(table, index)}){Words(index.Details)}{Comment(index.Comment)}";

    /// <summary>The statement that creates an index; that a unique key is kept by hashes, the server hears only in the other one.</summary>
    public string Create(Table table, TableIndex index) =>
        index.Unique && Value(index.Details, "using") is not null
            ? $"alter table {names.Quote(table.Name)}\n    add {Index(table, index)}"
            : $"create {Kind(index)}index {names.Quote(index.Name)}\n    on {names.Quote(table.Name)} ({Parts(table, index)}){Words(index.Details)}{Comment(index.Comment)}";

    /// <summary>Columns, separated by commas.</summary>
    public string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(names.Quote));

    /// <summary>Parts of a key as they are, separated by commas.</summary>
    public string Parts(IEnumerable<IndexPart> parts) => string.Join(", ", parts.Select(p => Part(p, "")));

    private static string Kind(TableIndex index) =>
        index.Unique ? "unique "
        : index.Method is "fulltext" or "spatial" ? $"{index.Method} "
        : "";

    private string Parts(Table table, TableIndex index)
    {
        // How much of a text is indexed is guessed only where nothing is said.
        var room =
            index.Unique || index.Method != "btree" || index.Parts.Any(p => p.Length is not null) || IsOfOtherEngine(table)
                ? null
                : new MariaDbKeyRoom(table, index);
        return string.Join(", ", index.Parts.Select(p => Part(p, room?.Prefix(p.Column) ?? ""))) + Period(index.Details);
    }

    private static bool IsOfOtherEngine(Table table) => table.Details.Any(d => d.Name == "engine");

    private string Part(IndexPart part, string room)
    {
        var length = part.Length is { } said ? string.Create(CultureInfo.InvariantCulture, $"({said})") : room;
        var key = part.Column is { } column ? $"{names.Quote(column)}{length}" : $"({part.Expression})";
        return part.Descending ? $"{key} desc" : key;
    }

    private string Period(Sequence<Detail> details) =>
        Value(details, "without overlaps") is { } period ? $", {names.Quote(period)} without overlaps" : "";

    private string Words(Sequence<Detail> details) =>
        string.Concat(
            details
                .Where(d => d.Name is not ("parts" or "without overlaps"))
                .Select(d =>
                    d.Name switch
                    {
                        "using" => $" using {d.Value}",
                        "parser" => $" with parser {names.Quote(d.Value)}",
                        "ignored" => " ignored",
                        _ => $" {names.Quote(d.Name)} = {d.Value}",
                    }
                )
        );

    private static string? Value(Sequence<Detail> details, string name) => details.FirstOrDefault(d => d.Name == name)?.Value;

    private string Comment(string? comment) => comment is null ? "" : $" comment {names.Literal(comment)}";

    private static string Action(ReferentialAction action) =>
        action switch
        {
            ReferentialAction.NoAction => "no action",
            ReferentialAction.Restrict => "restrict",
            ReferentialAction.Cascade => "cascade",
            ReferentialAction.SetNull => "set null",
            ReferentialAction.SetDefault => "set default",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without SQL."),
        };
}
