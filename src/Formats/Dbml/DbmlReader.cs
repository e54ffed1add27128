using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Reads DBML as a schema of an engine. What has no name gets the one that a design would give it. Types that the engine does not know
/// are read as dbwright's neutral words (<c>int64</c>), then kept as they are written.
/// </summary>
public static class DbmlReader
{
    /// <summary>The schema, sorted.</summary>
    /// <param name="text">The DBML.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <param name="engine">The engine whose types and literals it uses.</param>
    /// <exception cref="Failure">It is no DBML, or names what is not there (<see cref="ExitStatus.BadInput"/>), with all such places.</exception>
    public static RelationalSchema Read(string text, string file, Engine engine) => ReadWithNotes(text, file, engine).Schema;

    /// <summary>The engine that the text's project names, in lower case (<c>postgresql</c>), or none.</summary>
    /// <exception cref="Failure">It is no DBML (<see cref="ExitStatus.BadInput"/>).</exception>
    public static string? EngineOf(string text, string file)
    {
        var parser = new DbmlParser(DbmlTokens.Of(text, file));
        parser.Read();
        return parser.DatabaseType;
    }

    /// <summary>The schema, sorted, and notes on what DBML says that a schema has no place for.</summary>
    /// <param name="text">The DBML.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <param name="engine">The engine whose types and literals it uses.</param>
    /// <exception cref="Failure">It is no DBML, or names what is not there (<see cref="ExitStatus.BadInput"/>), with all such places.</exception>
    public static (RelationalSchema Schema, Sequence<Finding> Notes) ReadWithNotes(string text, string file, Engine engine)
    {
        var parser = new DbmlParser(DbmlTokens.Of(text, file));
        parser.Read();
        var errors = new List<Finding>();
        var schema = new DbmlBinder(parser, engine, errors).Bind();
        if (errors.Count > 0)
        {
            throw new Failure(ExitStatus.BadInput, errors.ToSequence());
        }

        var notes = parser.Ignored.Select(i => new Finding("dbml-ignored", Severity.Note, $"{i.Element} is no part of a schema.")
        {
            Detail = "It is left aside.",
            Location = i.At,
        });
        return (schema, notes.ToSequence());
    }
}
