using System.Text;
using Dbwright.Design;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The statements of an application: those of an SQL file, or those that requirements ask for.</summary>
internal static class VerifyStatements
{
    private static readonly DataType Unknown = new DataType.Native("", "");

    /// <summary>Reads them.</summary>
    /// <exception cref="Failure">The file cannot be read, or holds no statement.</exception>
    public static Sequence<ApplicationStatement> Read(string path, Engine engine)
    {
        var statements = Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml"
            ? OfPatterns(Designer.For(RequirementsReader.Read(path), engine))
            : OfText(new(path, SourceText.Read(path)), engine);
        return statements.Count > 0
            ? statements
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-statements",
                $"{path} holds no statement.",
                "Expected SQL statements, or requirements with access patterns.",
                at: new Location(path, 1, 1)
            );
    }

    private static Sequence<ApplicationStatement> OfPatterns(DatabaseDesign design) =>
        design
            .Patterns.SelectMany(p => new[] { (p.Pattern.Id, p.Statement), ($"{p.Pattern.Id} (next page)", p.NextPage) })
            .Where(s => s.Item2 is not null)
            .Select(s => new ApplicationStatement(s.Item1, s.Item2!))
            .ToSequence();

    private static Sequence<ApplicationStatement> OfText(ScriptFile file, Engine engine) =>
        engine
            .Require<ISteps>()
            .Read(file.Text)
            .Where(s => s.Kind is StepKind.Plain or StepKind.Opaque)
            .Select(s => new ApplicationStatement(file.At(s.Offset).ToString(), Marked(s.Text, engine)))
            .ToSequence();

    // :name, $1 and ? become the engine's own marks.
    private static Statement Marked(string sql, Engine engine)
    {
        var names = engine.Require<INames>();
        var isNumbered = names.Parameter(1) != names.Parameter(2);
        var marks = new List<string>();
        var text = new StringBuilder();
        var at = 0;
        var words = SqlWords.Of(sql);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (
                word is { Kind: SqlWordKind.Sign, Text: ":" }
                && i + 1 < words.Count
                && words[i + 1] is { Kind: SqlWordKind.Name } name
                && name.Start == word.Start + 1
            )
            {
                Mark(name.Text, word.Start, name.Start + name.Length);
            }
            else if (word is { Kind: SqlWordKind.Sign, Text: "?" } && engine.Name != "postgresql")
            {
                Mark($"?{marks.Count}", word.Start, word.Start + 1);
            }
            else if (word is { Kind: SqlWordKind.Sign, Text: "$" } && Digits(sql, word.Start + 1) is { Length: > 0 } digits)
            {
                Mark(digits, word.Start, word.Start + 1 + digits.Length);
            }
        }

        text.Append(sql, at, sql.Length - at);
        return new(
            text.ToString(),
            marks.Select(m => new StatementParameter(m, Unknown, new ParameterSource.Fixed(null))).ToSequence()
        );

        void Mark(string mark, int from, int to)
        {
            var known = isNumbered ? marks.IndexOf(mark) : -1;
            if (known < 0)
            {
                marks.Add(mark);
                known = marks.Count - 1;
            }

            text.Append(sql, at, from - at).Append(names.Parameter(known + 1));
            at = to;
        }
    }

    private static string Digits(string sql, int at) => string.Concat(sql.Skip(at).TakeWhile(char.IsAsciiDigit));
}
