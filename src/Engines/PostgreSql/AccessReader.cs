using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Rights and comments, whatever the kind of object.</summary>
internal static class PostgreSqlAccessReader
{
    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.Rights"/>: rights given, and rights taken away.</summary>
    public static (Sequence<Grant> Given, Sequence<Grant> Taken) Rights(
        IEnumerable<object?[]> rows,
        PostgreSqlObjectDirectory directory
    )
    {
        var given = new HashSet<Grant>();
        var taken = new HashSet<Grant>();
        foreach (var row in rows)
        {
            if (Object(row, directory) is { Kind: not ObjectKind.Extension } id)
            {
                var grant = new Grant(id, (string)row[3]!, (string)row[4]!, (bool)row[5]!);
                _ = (bool)row[6]! ? taken.Add(grant) : given.Add(grant);
            }
        }

        return (given.ToSequence(), taken.ToSequence());
    }

    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.Comments"/>, by object.</summary>
    public static Dictionary<ObjectId, string> Comments(IEnumerable<object?[]> rows, PostgreSqlObjectDirectory directory)
    {
        var comments = new Dictionary<ObjectId, string>();
        foreach (var row in rows)
        {
            var id = Object(row, directory);
            // Comments on members of an extension are the extension's.
            if (id is not null && (id.Kind != ObjectKind.Extension || directory.Own(row[0], row[1]) is not null))
            {
                comments.TryAdd(id, (string)row[3]!);
            }
        }

        return comments;
    }

    private static ObjectId? Object(object?[] row, PostgreSqlObjectDirectory directory) =>
        directory.Find(
            (long)row[0]!,
            (long)row[1]!,
            Convert.ToInt32(row[2], System.Globalization.CultureInfo.InvariantCulture),
            precise: true
        );
}
