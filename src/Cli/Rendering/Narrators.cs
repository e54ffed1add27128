using System.Globalization;
using Dbwright.Commands;

namespace Dbwright.Cli;

/// <summary>A narrator that may hold the terminal until it is disposed of.</summary>
internal interface ITerminalNarrator : INarrator, IDisposable;

/// <summary>Makes the narrator that fits the terminal.</summary>
internal static class Narrators
{
    /// <summary>Moving progress on an interactive terminal, single lines otherwise.</summary>
    public static ITerminalNarrator Create(bool interactive, TextWriter error) =>
        interactive ? new LiveNarrator() : new LineNarrator(error);
}

/// <summary>Says nothing.</summary>
internal sealed class SilentNarrator : INarrator
{
    /// <inheritdoc />
    public void Stage(string title) { }

    /// <inheritdoc />
    public void Tell(string line) { }

    /// <inheritdoc />
    public void Progress(string what, long done, long total) { }
}

/// <summary>Says what happens in single lines: for logs, pipes and CI. Progress is a line each quarter.</summary>
internal sealed class LineNarrator(TextWriter error) : ITerminalNarrator
{
    private readonly Lock gate = new();
    private string stage = "";
    private long quarter = -1;

    /// <inheritdoc />
    public void Stage(string title)
    {
        lock (gate)
        {
            stage = title;
            quarter = -1;
            error.WriteLine(title);
        }
    }

    /// <inheritdoc />
    public void Tell(string line)
    {
        lock (gate)
        {
            error.WriteLine($"  {line}");
        }
    }

    /// <inheritdoc />
    public void Progress(string what, long done, long total)
    {
        lock (gate)
        {
            var now = total <= 0 ? 4 : done * 4 / total;
            if (now > quarter && stage.Length > 0)
            {
                quarter = now;
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {done:#,0} of {total:#,0} {what}"));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() { }
}
