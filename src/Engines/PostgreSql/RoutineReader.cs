using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Functions and procedures from rows of the catalogue.</summary>
internal static class PostgreSqlRoutineReader
{
    /// <summary>A row of <see cref="PostgreSqlTypeCatalogue.Routines"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="id">Which routine it is.</param>
    /// <param name="comment">What it is for.</param>
    public static Routine Read(object?[] row, ObjectId id, string? comment)
    {
        var standard = ((string?)row[7])?.Trim();
        var arguments = PostgreSqlSettledText.Of((string)row[3]!);
        var body = standard is null ? (string)row[6]! : PostgreSqlSettledText.Of(standard);
        return new(id.Name, arguments, (string)row[4]!, (string)row[5]!, body)
        {
            Kind = (bool)row[2]! ? RoutineKind.Procedure : RoutineKind.Function,
            Signature = id.Part,
            StandardBody = standard is not null,
            Options = Options((string)row[8]!, standard),
            Comment = comment,
        };
    }

    // CREATE OR REPLACE FUNCTION f() RETURNS t [TRANSFORM ...] LANGUAGE l, each on a line of its own; then the options, the settings, the body.
    private static string Options(string definition, string? standard)
    {
        const string language = "\n LANGUAGE ";
        var at = definition.IndexOf(language, StringComparison.Ordinal);
        var transform = definition.LastIndexOf("\n TRANSFORM FOR ", at, StringComparison.Ordinal);
        var first = definition.IndexOf('\n', at + language.Length);
        var last = standard is null
            ? definition.IndexOf("\nAS ", first, StringComparison.Ordinal)
            : definition.LastIndexOf(standard, StringComparison.Ordinal) - 1;
        var text = (transform < 0 ? "" : definition[transform..at]) + (last > first ? definition[first..last] : "");
        return PostgreSqlDeparsedText.Lower(
            string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        );
    }
}
