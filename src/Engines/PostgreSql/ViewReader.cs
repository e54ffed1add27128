using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Views from rows of the catalogue, without their indexes and triggers.</summary>
internal static class PostgreSqlViewReader
{
    /// <summary>Rows of <see cref="PostgreSqlTypeCatalogue.Views"/> and <see cref="PostgreSqlTypeCatalogue.ViewColumns"/>.</summary>
    public static Sequence<View> Read(
        IEnumerable<object?[]> views,
        IEnumerable<object?[]> columns,
        PostgreSqlObjectDirectory directory,
        IReadOnlyDictionary<ObjectId, string> comments
    )
    {
        var columnsOf = columns.ToLookup(c => (long)c[1]!);
        return views
            .Select(row => (Row: row, Id: directory.Own(row[0], row[1])))
            .Where(v => v.Id is not null)
            .Select(v => Read(v.Row, v.Id!, columnsOf[(long)v.Row[1]!], comments))
            .ToSequence();
    }

    private static View Read(
        object?[] row,
        ObjectId id,
        IEnumerable<object?[]> columns,
        IReadOnlyDictionary<ObjectId, string> comments
    ) =>
        new(id.Name, PostgreSqlSettledText.Of(((string)row[2]!).Trim().TrimEnd(';')))
        {
            Materialized = id.Kind == ObjectKind.MaterializedView,
            Columns = columns
                .Select(c => new Column((string)c[2]!, PostgreSqlObjectReader.Type((string)c[3]!, c[4], c[5]))
                {
                    Nullable = true,
                    Default = PostgreSqlSettledText.Of((string?)c[6]),
                    Comment = comments.GetValueOrDefault(new(ObjectKind.Column, id.Name, (string)c[2]!)),
                })
                .ToSequence(),
            Details = Details(row, id.Kind == ObjectKind.MaterializedView).Order().ToSequence(),
            Comment = comments.GetValueOrDefault(id),
        };

    private static IEnumerable<Detail> Details(object?[] row, bool materialized)
    {
        foreach (var option in (string[]?)row[3] ?? [])
        {
            var at = option.IndexOf('=', StringComparison.Ordinal);
            var name = option[..at];
            yield return new(name == "check_option" ? "check option" : name, option[(at + 1)..]);
        }

        if (row[4] is string tablespace)
        {
            yield return new("tablespace", tablespace);
        }

        if (materialized && row[5] is string method)
        {
            yield return new("access method", method);
        }

        if (materialized && !(bool)row[6]!)
        {
            yield return new("no data");
        }
    }
}
