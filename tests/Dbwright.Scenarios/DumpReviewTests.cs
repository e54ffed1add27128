using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>A dump of 20 MB is reviewed by the program in a heap that could not hold its text.</summary>
public sealed class DumpReviewTests : IDisposable
{
    private const long Size = 20_000_000;

    // Bytes of the heap; the text alone would take 40 million.
    private const string Heap = "0x1E00000";

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-dump-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Its_last_statement_is_found_in_bounded_memory()
    {
        var path = Path.Combine(folder, "dump.sql");
        var lines = Write(path);
        var start = ProgramRun.OfDbwright("migrate", "lint", path, "--only", "table-dropped,syntax");
        start.WorkingDirectory = folder;
        start.Environment["DOTNET_GCHeapHardLimit"] = Heap;

        var (status, output, error) = await ProgramRun.RunAsync(start);

        Assert.Contains($"dump.sql:{lines}:12: warning: other is dropped", output, StringComparison.Ordinal);
        Assert.DoesNotContain("[syntax]", output, StringComparison.Ordinal);
        Assert.Contains("were left out of the review", error, StringComparison.Ordinal);
        Assert.Equal(1, status);
    }

    // As pg_dump writes it: rows of copy, then inserts one by one, then one long insert. The last line drops a table.
    private static int Write(string path)
    {
        using var text = new StreamWriter(path) { NewLine = "\n" };
        var (lines, written) = (0, 0L);
        Put("-- PostgreSQL database dump");
        Put("create table public.t (id bigint not null, name text);");
        Put("COPY public.t (id, name) FROM stdin;");
        while (written < Size / 2)
        {
            Put("4711\tit's; a (name) that -- says /* nothing $$ of \"importance\"");
        }

        Put("\\.");
        while (written < Size * 3 / 4)
        {
            Put("INSERT INTO public.t VALUES (4711, 'it''s; a (name) that -- says $$ nothing');");
        }

        Put("INSERT INTO public.t VALUES");
        while (written < Size)
        {
            Put("  (4711, 'it''s; a (name) that -- says $$ nothing'),");
        }

        Put("  (4712, null);");
        Put("drop table other;");
        return lines;

        void Put(string line)
        {
            text.WriteLine(line);
            lines++;
            written += line.Length + 1;
        }
    }
}
