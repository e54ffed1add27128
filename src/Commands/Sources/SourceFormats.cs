using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Files that are known by what is in them.</summary>
internal static class SourceFormats
{
    private static ReadOnlySpan<byte> SqliteHeader => "SQLite format 3\0"u8;

    /// <summary>Whether the file is a database of SQLite, by its first bytes.</summary>
    public static bool IsSqliteFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[16];
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
                && head.SequenceEqual(SqliteHeader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A schema in DBML, for the engine that is asked for or that its project names.</summary>
    public static Source Dbml(string path, SourceRequest request, CommandContext context)
    {
        var text = SourceText.Read(path);
        var name =
            request.Engine
            ?? DbmlReader.EngineOf(text, path)
            ?? request.EngineOtherwise
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "no-engine",
                "The DBML does not say which engine it is for.",
                fix: "Add `Project { database_type: 'PostgreSQL' }` to it, or give --engine.",
                at: new Location(path, 1, 1)
            );
        var engine = context.FindEngine(name);
        var (schema, notes) = DbmlReader.ReadWithNotes(text, path, engine);
        return new Source.Designed(engine, schema, path, notes);
    }
}
