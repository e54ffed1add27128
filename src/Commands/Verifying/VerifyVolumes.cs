using System.Globalization;
using Dbwright.Data;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>How many rows tables get while a history is verified; tables come and go in it, so that names alone are known.</summary>
internal sealed class VerifyVolumes
{
    private readonly Dictionary<string, long> named = new(StringComparer.OrdinalIgnoreCase);
    private readonly TableRows known;
    private readonly decimal scale;
    private readonly long? every;

    private VerifyVolumes(TableRows known, decimal scale, long? every) =>
        (this.known, this.scale, this.every) = (known, scale, every);

    /// <summary>The given numbers; tables that are not among them get none.</summary>
    public static VerifyVolumes Of(IEnumerable<KeyValuePair<QualifiedName, long>> rows)
    {
        var volumes = new VerifyVolumes(TableRows.Unknown, 1, 0);
        foreach (var (table, count) in rows)
        {
            volumes.named[table.ToString()] = count;
        }

        return volumes;
    }

    /// <summary>Reads them.</summary>
    /// <param name="request">The options.</param>
    /// <param name="designed">What requirements say; none without them.</param>
    /// <exception cref="Failure">An option or a file cannot be read.</exception>
    public static VerifyVolumes Read(VerifyRequest request, DatabaseDesign? designed)
    {
        long? ofEach = null;
        var options = new List<(string Table, long Rows)>();
        foreach (var option in request.Rows)
        {
            var at = option.LastIndexOf('=');
            var digits = option[(at + 1)..].Replace("_", "", StringComparison.Ordinal);
            if (at == 0 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "rows-option",
                    $"--rows {option} cannot be read.",
                    "Expected a number of rows for every table, or a table and its number: --rows 10000, --rows orders=50000."
                );
            }

            if (at < 0)
            {
                ofEach = rows;
            }
            else
            {
                options.Add((option[..at], rows));
            }
        }

        var volumes = new VerifyVolumes(
            request.RowsFile is { } file ? RowsFile.Read(file) : TableRows.Unknown,
            request.Scale,
            ofEach
        );
        foreach (var table in designed?.Data.Tables ?? [])
        {
            volumes.named[table.Table.ToString()] = Math.Max(1, (long)(table.Rows * request.Scale));
        }

        foreach (var (table, rows) in options)
        {
            volumes.named[table.Replace("public.", "", StringComparison.OrdinalIgnoreCase)] = rows;
        }

        return volumes;
    }

    /// <summary>The number of rows of each table of a schema.</summary>
    public Dictionary<QualifiedName, long> For(RelationalSchema schema)
    {
        var inferred = ProfileInference.For(schema, SeedSize.Full, new Dictionary<QualifiedName, long>(), scale);
        return inferred.Tables.ToDictionary(t => t.Table, t => Of(t.Table) ?? every ?? t.Rows);
    }

    private long? Of(QualifiedName table) =>
        named.TryGetValue(table.ToString(), out var rows) ? rows
        : known.Of(table.ToString()) is { } counted ? Math.Max(1, (long)(counted * scale))
        : null;
}
