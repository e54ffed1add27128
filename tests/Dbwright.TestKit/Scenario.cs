using System.Text.RegularExpressions;

namespace Dbwright.TestKit;

/// <summary>
/// A script over the built program with its files in one text: commands first, then <c>-- name --</c> sections that become files of a
/// folder of its own. Commands: <c>run ARGS</c>, <c>exit N</c> (default 0), <c>stdout TEXT</c>, <c>stderr TEXT</c>, <c>!stdout TEXT</c>,
/// <c>!stderr TEXT</c>, <c>exists PATH</c>, <c>!exists PATH</c>, <c>contains PATH TEXT</c>, <c>!contains PATH TEXT</c>,
/// <c>append PATH TEXT</c>, <c>replace PATH OLD => NEW</c>, <c>keep PATH</c> and <c>same PATH</c> (the file has the bytes it had when kept),
/// <c>empty stdout</c>. <c>$ROOT</c> is the repository. Lines that start with <c>#</c> are remarks.
/// </summary>
public sealed partial class Scenario
{
    private readonly List<(int Line, string Text)> commands = [];
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> kept = new(StringComparer.Ordinal);
    private readonly string name;
    private string output = "";
    private string error = "";
    private int status;
    private bool isStatusOpen;

    private Scenario(string name) => this.name = name;

    /// <summary>Reads a script.</summary>
    public static Scenario Read(string path)
    {
        var scenario = new Scenario(Path.GetFileName(path));
        string? file = null;
        var number = 0;
        foreach (var line in File.ReadAllLines(path))
        {
            number++;
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal))
            {
                file = line[3..^3].Trim();
                scenario.files[file] = "";
            }
            else if (file is not null)
            {
                scenario.files[file] += line + "\n";
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                scenario.commands.Add((number, line));
            }
        }

        return scenario;
    }

    /// <summary>Runs the script in a new folder, which is removed afterwards.</summary>
    /// <exception cref="InvalidOperationException">An expectation does not hold; the message has the script's line and what came instead.</exception>
    public async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-scenario-").FullName;
        try
        {
            foreach (var (path, text) in files)
            {
                Write(Path.Combine(folder, path), text);
            }

            foreach (var (line, text) in commands)
            {
                if (await StepAsync(folder, text) is { } problem)
                {
                    throw Broken(line, text, problem);
                }
            }

            if (isStatusOpen && status != 0)
            {
                throw Broken(commands[^1].Line, "exit 0", $"the program ended with {status}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private InvalidOperationException Broken(int line, string text, string problem) =>
        new($"{name}:{line}: {text}\n{problem}\n--- stdout\n{output}\n--- stderr\n{error}");

    private async Task<string?> StepAsync(string folder, string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var verb = space < 0 ? line : line[..space];
        var rest = space < 0 ? "" : line[(space + 1)..].Trim();
        switch (verb)
        {
            case "run":
                var before = isStatusOpen && status != 0 ? $"the program before ended with {status}" : null;
                await StartAsync(folder, rest);
                return before;
            case "exit":
                isStatusOpen = false;
                return rest == status.ToString() ? null : $"the program ended with {status}";
            case "stdout" or "stderr" or "!stdout" or "!stderr":
                var stream = verb.EndsWith("stdout", StringComparison.Ordinal) ? output : error;
                return stream.Contains(rest, StringComparison.Ordinal) == (verb[0] != '!') ? null : "the stream says otherwise";
            case "empty":
                return (rest == "stdout" ? output : error).Length == 0 ? null : "it is not empty";
            case "exists" or "!exists":
                return Path.Exists(Path.Combine(folder, rest)) == (verb[0] != '!') ? null : "the disk says otherwise";
            case "contains" or "!contains":
                var (path, text) = Cut(rest, ' ');
                var holds = File.ReadAllText(Path.Combine(folder, path)).Contains(text, StringComparison.Ordinal);
                return holds == (verb[0] != '!') ? null : "the file says otherwise";
            case "append":
                var (target, more) = Cut(rest, ' ');
                File.AppendAllText(Path.Combine(folder, target), more + "\n");
                return null;
            case "replace":
                return Replace(folder, rest);
            case "keep":
                kept[rest] = await File.ReadAllBytesAsync(Path.Combine(folder, rest));
                return null;
            case "same":
                var present = await File.ReadAllBytesAsync(Path.Combine(folder, rest));
                return kept[rest].SequenceEqual(present) ? null : "the file has changed";
            default:
                return "there is no such command";
        }
    }

    private static string? Replace(string folder, string rest)
    {
        var (path, change) = Cut(rest, ' ');
        var arrow = change.IndexOf(" => ", StringComparison.Ordinal);
        var file = Path.Combine(folder, path);
        var text = File.ReadAllText(file);
        var old = change[..arrow];
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            return "the file does not hold that";
        }

        File.WriteAllText(file, text.Replace(old, change[(arrow + 4)..], StringComparison.Ordinal));
        return null;
    }

    // Words, or texts between quotes.
    [GeneratedRegex("\"(?<word>[^\"]*)\"|(?<word>[^\\s\"]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    private async Task StartAsync(string folder, string arguments)
    {
        var words = Words()
            .Matches(arguments)
            .Select(m => m.Groups["word"].Value.Replace("$ROOT", Repository.Root, StringComparison.Ordinal));
        var start = ProgramRun.OfDbwright(words);
        start.WorkingDirectory = folder;
        (status, output, error) = await ProgramRun.RunAsync(start);
        isStatusOpen = true;
    }

    private static (string Head, string Tail) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
