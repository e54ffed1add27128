using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Some files of those that are reviewed on several processors: they are read once, by whoever comes to them first, and reviewed by who claims
/// them.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="dialect">Whose SQL they are.</param>
/// <param name="walkers">How many go through them; behind the last of them nothing is held.</param>
internal sealed class ReadPiece(MigrationText[] files, SqlDialect dialect, int walkers)
{
    // The characters from which on a file is too large to be held in its statements: each reads it for itself.
    private const int Large = 1 << 17;

    private readonly Lock reading = new();
    private ReadFile[]? read;
    private int left = walkers;
    private int claimed;

    /// <summary>Whether somebody has claimed them.</summary>
    public bool IsClaimed => Volatile.Read(ref claimed) != 0;

    /// <summary>Claims them.</summary>
    /// <returns>Whether nobody had.</returns>
    public bool Claim() => Interlocked.Exchange(ref claimed, 1) == 0;

    /// <summary>The files, to be gone through once by each walker.</summary>
    public IReadOnlyList<ReadFile> Files()
    {
        lock (reading)
        {
            read ??= Array.ConvertAll(files, Read);
            var given = Array.ConvertAll(read, f => f.File.Text.Length > Large ? new ReadFile(f.File, dialect) : f);
            read = --left == 0 ? [] : read;
            return given;
        }
    }

    private ReadFile Read(MigrationText file)
    {
        var one = new ReadFile(file, dialect);
        if (file.Text.Length <= Large)
        {
            one.Read();
        }

        return one;
    }
}
