using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Columns from their rows in <c>information_schema.columns</c>.</summary>
/// <param name="database">The name of the database, which texts of the server stand with.</param>
/// <param name="isMariaDb">Whether the server is MariaDB.</param>
internal sealed partial class MariaDbColumnReader(string database, bool isMariaDb)
{
    private static readonly MariaDbNames Names = new();
    private static readonly MariaDbTypes Types = new();

    /// <summary>The column.</summary>
    /// <param name="row">The row, as <see cref="MariaDbCatalogue.Columns"/> orders it.</param>
    /// <param name="tableCollation">The collation of the table.</param>
    /// <param name="json">Columns whose check makes them JSON.</param>
    /// <param name="reference">The spatial reference system, or none.</param>
    public Column Read(object?[] row, string? tableCollation, IReadOnlySet<string> json, string? reference)
    {
        var name = (string)row[1]!;
        var type = (string)row[2]!;
        var extra = ((string)row[5]!).ToLowerInvariant();
        var isGenerated = (string)row[6]! == "ALWAYS";
        var collation = (string?)row[8];
        var isJson = json.Contains(name) && type == "longtext" && collation == "utf8mb4_bin";
        var compressed = Compressed().Match(type);
        var details = new List<Detail>();
        if (compressed.Success)
        {
            type = type[..compressed.Index].TrimEnd();
            details.Add(new("compressed"));
        }

        if (extra.Contains("invisible", StringComparison.Ordinal))
        {
            details.Add(new("invisible"));
        }

        if (extra.Contains("without system versioning", StringComparison.Ordinal))
        {
            details.Add(new("without system versioning"));
        }

        if (OnUpdate().Match(extra) is { Success: true } update)
        {
            details.Add(new("on update", update.Groups["value"].Value));
        }

        if (reference is not null)
        {
            details.Add(new(isMariaDb ? "ref_system_id" : "srid", reference));
        }

        return new(name, isJson ? new DataType.Json(false) : Types.Read(type))
        {
            Nullable = (string)row[3]! == "YES",
            Default = isGenerated ? null : Default((string?)row[4], extra, type),
            Identity = extra.Contains("auto_increment", StringComparison.Ordinal) ? IdentityKind.ByDefault : null,
            Generated = isGenerated ? new(Generated((string)row[7]!), extra.Contains("stored", StringComparison.Ordinal)) : null,
            Collation = isJson || collation is null || collation == tableCollation ? null : collation,
            Details = details.Order().ToSequence(),
            Comment = row[9] is string { Length: > 0 } comment ? comment : null,
        };
    }

    /// <summary>A text of the server without the name of this database.</summary>
    public static string Unqualified(string sql, string database) =>
        Quoted()
            .Replace(
                sql,
                m =>
                    m.Groups["dot"].Success
                    && m.Groups["name"].Value == database.Replace("`", "``", StringComparison.Ordinal)
                    && !(m.Index > 0 && sql[m.Index - 1] == '.')
                        ? ""
                        : m.Value
            );

    /// <summary>A condition or computed expression as MySQL keeps it has its quotes escaped.</summary>
    public static string Expression(string sql, bool isMariaDb) =>
        isMariaDb ? sql : sql.Replace("\\'", "'", StringComparison.Ordinal);

    private string Generated(string sql) => sql is "ROW START" or "ROW END" ? sql.ToLowerInvariant() : Expression(sql, isMariaDb);

    // A nullable column without a default is said to have the default NULL. MySQL gives the value of a constant and not its text.
    private string? Default(string? value, string extra, string type)
    {
        if (isMariaDb || value is null)
        {
            return value is null or "NULL" ? null : Unqualified(value, database);
        }

        return extra.Contains("default_generated", StringComparison.Ordinal)
            ? value.StartsWith("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase)
                ? value.ToLowerInvariant()
                : $"({Expression(value, isMariaDb)})"
            : NumberType().IsMatch(type)
                ? value
                : Names.Literal(value);
    }

    [GeneratedRegex(
        @"'(?:[^'\\]|\\.|'')*'|`(?<name>(?:[^`]|``)*)`(?<dot>\.)?",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Quoted();

    [GeneratedRegex(@" ?/\*M?!\d+ COMPRESSED\*/$", RegexOptions.None, 1000)]
    private static partial Regex Compressed();

    [GeneratedRegex(@"on update (?<value>current_timestamp(?:\(\d?\))?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnUpdate();

    [GeneratedRegex("^(?:bit|(?:tiny|small|medium|big)?int|decimal|float|double|year)", RegexOptions.None, 1000)]
    private static partial Regex NumberType();
}
