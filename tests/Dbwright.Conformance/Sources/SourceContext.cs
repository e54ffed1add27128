using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.Conformance.Sources;

/// <summary>What reading a source needs of the world, without saying anything.</summary>
internal static class SourceContext
{
    /// <summary>With the engines of the program.</summary>
    public static CommandContext Create() => Create(EngineCatalog.Find);

    /// <summary>With engines of one's own.</summary>
    public static CommandContext Create(Func<string, Engine> engines) =>
        new()
        {
            FindEngine = name => engines(name.Split(':')[0]),
            OpenParquet = DuckDb.OpenAsync,
            Narrator = new Silence(),
            Clock = TimeProvider.System,
            ProgramVersion = "test",
        };

    private sealed class Silence : INarrator
    {
        public void Stage(string title) { }

        public void Tell(string line) { }

        public void Progress(string what, long done, long total) { }
    }
}
