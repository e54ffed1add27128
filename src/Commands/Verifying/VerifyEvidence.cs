using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// What was found about migrations, kept in <c>.dbwright</c> within their folder: a file for each text and server version, so that an
/// edited migration has no evidence. It can be committed, so that `migrate apply` elsewhere knows it, or deleted.
/// </summary>
/// <param name="migrations">The folder of migrations.</param>
/// <param name="engine">The engine's name.</param>
internal sealed class VerifyEvidence(string migrations, string engine)
{
    /// <summary>Where it is kept.</summary>
    public string Folder => Path.Combine(migrations, ".dbwright");

    /// <summary>Keeps a result, each migration by itself; what could not be checked says nothing and is not kept.</summary>
    /// <exception cref="Failure">The folder cannot be written.</exception>
    public void Keep(VerifyResult result, string program)
    {
        try
        {
            foreach (var file in result.Files.Where(f => f.Outcome != VerificationOutcome.NotChecked))
            {
                Directory.CreateDirectory(Folder);
                var path = PathOf(file.Checksum, result.Server);
                var unfinished = $"{path}.{Environment.ProcessId}.tmp";
                File.WriteAllText(unfinished, VerifyJson.WriteFile(result, file, program));
                File.Move(unfinished, path, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "unwritable-evidence",
                $"{Folder} cannot be written.",
                e.Message,
                "Add --no-evidence to keep nothing.",
                cause: e
            );
        }
    }

    /// <summary>
    /// Whether a migration, with the way down that it has now, was verified on that version of the server, behind the files before it, and holds.
    /// </summary>
    public bool Holds(FolderMigration migration, string server) =>
        Read(PathOf(migration.Checksum, server)) is { Outcome: "holds", IsWithin: true } known
        && (migration.Down is not { } down || known.Down == new FolderMigration("", "", down).Checksum);

    /// <summary>Whether a migration was verified, as it is now, on the same line of versions; whatever was found.</summary>
    public bool IsKnown(FolderMigration migration, EngineVersion version) =>
        Directory.Exists(Folder)
        && Directory
            .EnumerateFiles(Folder, $"{migration.Checksum}.{engine}-*.json")
            .Any(f => IsOfLine(Path.GetFileNameWithoutExtension(f)[$"{migration.Checksum}.{engine}-".Length..], version));

    // The program that applies to SQLite files is the one that verified.
    private bool IsOfLine(string verified, EngineVersion version) =>
        engine == "sqlite" || $"{verified}.".StartsWith($"{version.Line(engine)}.", StringComparison.Ordinal);

    /// <summary>What was found last about a migration when it does not hold, on whatever version; none otherwise.</summary>
    public string? Refuted(FolderMigration migration)
    {
        if (!Directory.Exists(Folder))
        {
            return null;
        }

        var last = Directory
            .EnumerateFiles(Folder, $"{migration.Checksum}.{engine}-*.json")
            .Select(Read)
            .OfType<Known>()
            .MaxBy(k => k.At, StringComparer.Ordinal);
        return last is { Outcome: "refuted" } ? last.Against : null;
    }

    private string PathOf(string checksum, string server)
    {
        var version = string.Concat(
            server.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')
        );
        return Path.Combine(Folder, $"{checksum}.{engine}-{version}.json");
    }

    private static Known? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var against = root.GetProperty("verdicts")
                .EnumerateArray()
                .Where(v => v.GetProperty("verdict").GetString() == "refuted")
                .Select(v => $"{v.GetProperty("claim").GetString()}: {v.GetProperty("detail").GetString()}");
            return new(
                root.GetProperty("outcome").GetString() ?? "",
                root.GetProperty("at").GetString() ?? "",
                root.GetProperty("down_checksum").GetString() ?? "",
                string.Join("\n", against),
                !root.TryGetProperty("started_from", out _)
            );
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            // What cannot be read is no evidence.
            return null;
        }
    }

    private sealed record Known(string Outcome, string At, string Down, string Against, bool IsWithin);
}
