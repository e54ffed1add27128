using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Writes a generated way down where the folder's tool has it: in a file beside the way up, or in a section of its file.</summary>
internal static partial class DownFiles
{
    /// <summary>Writes it; a migration that has none, or whose generated one does not hold, stays as it is.</summary>
    /// <returns>The verification with the path that was written.</returns>
    /// <exception cref="Failure">A file cannot be written.</exception>
    public static FileVerification Write(MigrationFolder folder, FileVerification file)
    {
        if (file.GeneratedDown is not { } text || file.Outcome == VerificationOutcome.Refuted)
        {
            return file;
        }

        try
        {
            return file with { WrittenDown = Write(folder.Tool, file, text) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "unwritable-file",
                $"The way down of {file.File} cannot be written.",
                e.Message,
                cause: e
            );
        }
    }

    private static string? Write(string tool, FileVerification file, string text)
    {
        var isAlone = text.StartsWith(MigrationFolder.NoTransaction, StringComparison.Ordinal);
        switch (tool)
        {
            case "dbmate":
                File.AppendAllText(file.File, $"\n-- migrate:down{(isAlone ? " transaction:false" : "")}\n{text}");
                return file.File;
            case "goose":
                // There, a file that is no transaction says so for both ways.
                if (isAlone)
                {
                    return null;
                }

                File.AppendAllText(file.File, $"\n-- +goose Down\n-- +goose StatementBegin\n{text}-- +goose StatementEnd\n");
                return file.File;
        }

        var path = PathOf(tool, file.File);
        if (path is null || File.Exists(path))
        {
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var head = new StringBuilder()
            .Append("-- The way back from ")
            .Append(Path.GetFileName(file.File))
            .Append(", generated from what it changes and run by `dbwright migrate verify`.\n");
        File.WriteAllText(
            path,
            isAlone ? text.Insert(MigrationFolder.NoTransaction.Length + 1, head.ToString()) : $"{head}{text}"
        );
        return path;
    }

    private static string? PathOf(string tool, string up)
    {
        var folder = Path.GetDirectoryName(up) ?? "";
        var name = Path.GetFileName(up);
        return tool switch
        {
            "Flyway" when name.StartsWith('V') => Path.Combine(folder, $"U{name[1..]}"),
            "golang-migrate" => Path.Combine(folder, UpExtension().Replace(name, ".down.${extension}")),
            "Sqitch" => Path.Combine(Path.GetDirectoryName(folder) ?? "", "revert", name),
            "Prisma" => Path.Combine(folder, "down.sql"),
            _ => Way().Replace(up, m => m.Value == "UP" ? "DOWN" : "down", 1),
        };
    }

    [GeneratedRegex(@"\.up\.(?<extension>\w+)$", RegexOptions.None, 1000)]
    private static partial Regex UpExtension();

    [GeneratedRegex(@"(?<=^|[/._-])up(?=[/.]|[._-][^/]*\.sql$|\.sql$)", RegexOptions.IgnoreCase | RegexOptions.RightToLeft, 1000)]
    private static partial Regex Way();
}
