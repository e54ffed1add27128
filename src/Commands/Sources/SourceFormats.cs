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

    /// <summary>A schema in DBML.</summary>
    public static Source Dbml(string path, SourceRequest request, CommandContext context) =>
        throw Failure.Because(ExitStatus.BadInput, "dbml", $"{path}: DBML cannot be read yet.");
}
