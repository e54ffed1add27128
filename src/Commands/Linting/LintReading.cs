using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Reads the files of a review, perhaps several at a time, and notes what is peculiar about them.</summary>
/// <param name="engine">The engine that they are written for, as far as that was said.</param>
internal sealed class LintReading(string? engine)
{
    private const string Standard = "-";

    // So much of a text shows whose it is.
    private const int Head = 4000;

    private readonly ConcurrentQueue<Finding> unreadable = new();
    private readonly ConcurrentDictionary<string, Missing> dumps = new(StringComparer.Ordinal);

    /// <summary>Whether it was said which engine they are written for, so that nobody needs to look.</summary>
    public bool IsEngineSaid => engine is not null;

    /// <summary>Files that are no texts, with what is the case.</summary>
    public Sequence<Finding> Unreadable =>
        unreadable.IsEmpty ? [] : unreadable.OrderBy(f => f.Location!.File, StringComparer.Ordinal).ToSequence();

    /// <summary>What was left out of large files.</summary>
    public Sequence<string> LeftOut =>
        dumps.IsEmpty
            ? []
            : dumps
                .Where(d => d.Value.Rows > 0)
                .OrderBy(d => d.Key, StringComparer.Ordinal)
                .Select(d =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{d.Key} is large: {d.Value.Rows} of its rows were left out of the review."
                    )
                )
                .ToSequence();

    /// <summary>Reads a file; nothing when it is no text.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="relative">Its path in the folder.</param>
    public FolderFile? Read(string path, string relative)
    {
        var text = Text(path, () => IsLarge(path) ? Dump(path) : SourceText.Read(path));
        return text is null ? null : new(relative, text, path);
    }

    private string? Text(string path, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Failure failure)
        {
            foreach (var finding in failure.Findings)
            {
                unreadable.Enqueue(finding with { Location = new(path, 1, 1) });
            }

            return null;
        }
    }

    /// <summary>Reads standard input; nothing when it is no text.</summary>
    public string? ReadInput(Stream input)
    {
        var pipe = PipeReader.Create(input, new(bufferSize: 1 << 16));
        var head = pipe.ReadAtLeastAsync((int)DumpText.Large + 1).AsTask().GetAwaiter().GetResult().Buffer;
        if (head.Length <= DumpText.Large)
        {
            return Text(Standard, () => SourceText.Decode(head.ToArray(), Standard));
        }

        var start = Encoding.UTF8.GetString(head.Slice(0, Head).ToArray());
        pipe.AdvanceTo(head.Start);
        using var reader = new StreamReader(pipe.AsStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        return Text(Standard, () => Dump(Standard, reader, start));
    }

    /// <summary>Texts with the places where lines of them are missing.</summary>
    public Sequence<MigrationText> Marked(Sequence<MigrationText> texts) =>
        dumps.IsEmpty
            ? texts
            : texts.Select(t => dumps.TryGetValue(t.Path, out var dump) ? t with { LeftOut = dump.Gaps } : t).ToSequence();

    private static bool IsLarge(string path) => new FileInfo(path) is { Exists: true, Length: > DumpText.Large };

    private sealed record Missing(long Rows, Sequence<LeftOut> Gaps);

    private string Dump(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
            var head = new char[Head];
            var start = new string(head, 0, reader.ReadBlock(head));
            reader.BaseStream.Position = 0;
            reader.DiscardBufferedData();
            return Dump(path, reader, start);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(ExitStatus.BadInput, "unreadable-file", $"{path} cannot be read.", e.Message, cause: e);
        }
    }

    private string Dump(string path, StreamReader reader, string start)
    {
        var isMySql = (engine ?? SqlOrigin.Engine(start) ?? "").Split(':')[0].Trim().ToLowerInvariant() is "mariadb" or "mysql";
        var dump = DumpText.Read(path, reader, isMySql);
        dumps[path] = new(dump.Rows, dump.Gaps);
        return dump.Text;
    }
}
