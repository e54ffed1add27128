using System.Globalization;
using Spectre.Console;

namespace Dbwright.Cli;

/// <summary>
/// Moving progress on an interactive terminal. The only place that loads Spectre.Console, which costs more start-up than the rest of the
/// program together.
/// </summary>
internal sealed class LiveNarrator : ITerminalNarrator
{
    private readonly IAnsiConsole console = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }
    );
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly Task running;
    private ProgressContext? context;
    private ProgressTask? task;
    private string stage = "";

    /// <summary>Takes the lower edge of the terminal until disposed of.</summary>
    public LiveNarrator()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running = console
            .Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new SpinnerColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(async progress =>
            {
                context = progress;
                ready.SetResult();
                await ended.Task;
            });
        ready.Task.GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public void Stage(string title)
    {
        lock (gate)
        {
            Finish();
            stage = title;
            task = context!.AddTask(Markup.Escape(title));
            task.IsIndeterminate = true;
        }
    }

    /// <inheritdoc />
    public void Tell(string line)
    {
        lock (gate)
        {
            console.MarkupLineInterpolated($"[grey]  {line}[/]");
        }
    }

    /// <inheritdoc />
    public void Progress(string what, long done, long total)
    {
        lock (gate)
        {
            if (task is not null)
            {
                task.IsIndeterminate = false;
                task.MaxValue = Math.Max(1, total);
                task.Value = done;
                task.Description = Markup.Escape(
                    string.Create(CultureInfo.InvariantCulture, $"{stage}: {done:#,0} of {total:#,0} {what}")
                );
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            Finish();
        }

        ended.TrySetResult();
        running.GetAwaiter().GetResult();
    }

    private void Finish()
    {
        if (task is not null)
        {
            task.IsIndeterminate = false;
            task.Value = task.MaxValue;
            console.MarkupLineInterpolated($"{stage} [grey]{task.ElapsedTime ?? TimeSpan.Zero:m\\:ss}[/]");
            task = null;
        }
    }
}
