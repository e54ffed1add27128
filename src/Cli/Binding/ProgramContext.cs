using Dbwright.Commands;
using Dbwright.Engines;

namespace Dbwright.Cli;

/// <summary>The world as handlers see it from the program.</summary>
internal static class ProgramContext
{
    /// <summary>With the engines of the program and the clock of the machine.</summary>
    /// <param name="narrator">Takes what is said meanwhile.</param>
    /// <param name="isQuiet">Whether nothing is said.</param>
    public static CommandContext Of(INarrator narrator, bool isQuiet) =>
        new()
        {
            FindEngine = name => EngineCatalog.Find(name.Split(':')[0]),
            OpenParquet = DuckDb.OpenAsync,
            Narrator = isQuiet ? new SilentNarrator() : narrator,
            Clock = TimeProvider.System,
            ProgramVersion = Program.Version,
        };
}
