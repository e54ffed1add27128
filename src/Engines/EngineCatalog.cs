using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The engines that dbwright knows.</summary>
public static class EngineCatalog
{
    /// <summary>All of them.</summary>
    public static Sequence<Engine> All { get; } =
    [PostgreSqlEngine.Create(), SqliteEngine.Create(), MariaDbEngine.Create(), MySqlEngine.Create()];

    /// <summary>The engine of that name or alias, whatever its case.</summary>
    /// <exception cref="Failure">There is none (<see cref="ExitStatus.BadInput"/>); the nearest name is suggested.</exception>
    public static Engine Find(string name) =>
        All.FirstOrDefault(e => Names(e).Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "engine-unknown",
            $"dbwright does not know the engine \"{name}\".",
            $"It knows {string.Join(", ", All.Select(e => e.Name))}.",
            NearestName.Of(name, All.SelectMany(Names)) is { } near ? $"Did you mean {near}?" : null
        );

    private static IEnumerable<string> Names(Engine engine) => engine.Aliases.Prepend(engine.Name);
}
