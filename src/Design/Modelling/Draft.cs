using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>What the parts of a design share while it is made: the document, the engine's roles, names given so far, findings.</summary>
internal sealed class Draft
{
    private readonly Dictionary<string, Relationship[]> held;
    private readonly Dictionary<string, Entity> entities;

    public Draft(Requirements requirements, Engine engine)
    {
        Requirements = requirements;
        Engine = engine;
        Naming = engine.Require<INames>();
        Types = engine.Require<ITypes>();
        Writer = engine.Require<IWriter>();
        Abilities = engine.IndexAbilities ?? new();
        Version = VersionOf(requirements.Database, engine);
        Pins = new(requirements.Physical);
        Objects = new(Naming.MaxBytes);
        entities = requirements.Entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
        held = requirements
            .Relationships.Where(r => !r.IsManyToMany)
            .GroupBy(r => r.Holder, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    public Requirements Requirements { get; }

    public Engine Engine { get; }

    public INames Naming { get; }

    public ITypes Types { get; }

    public IWriter Writer { get; }

    public IndexAbilities Abilities { get; }

    /// <summary>The version that the document asks for, when it does and this is its engine.</summary>
    public EngineVersion? Version { get; }

    public Pins Pins { get; }

    /// <summary>The names of everything but columns.</summary>
    public ObjectNames Objects { get; }

    public List<Finding> Findings { get; } = [];

    public List<EnumDefinition> Enums { get; } = [];

    public List<Routine> Routines { get; } = [];

    public Entity Entity(string name) => entities[name];

    /// <summary>The relationships in which the entity holds the reference, in document order.</summary>
    public Relationship[] HeldBy(string entity) => held.GetValueOrDefault(entity, []);

    /// <summary>The relationship that an entity knows under that role, or none.</summary>
    public Relationship? Role(string entity, string role) => Array.Find(HeldBy(entity), r => r.Role == role);

    public bool IsSoftDeleted(string entity) => Requirements.Conventions.SoftDelete.Contains(entity);

    public KeyConvention KeysOf(string entity) => Pins.Key(entity) ?? Requirements.Conventions.Keys;

    public void Note(string rule, string title, string subject, string detail = "", string? fix = null, Location? at = null) =>
        Add(Severity.Note, rule, title, subject, detail, fix, at);

    public void Warn(string rule, string title, string subject, string detail = "", string? fix = null, Location? at = null) =>
        Add(Severity.Warning, rule, title, subject, detail, fix, at);

    /// <summary>Says what the document asks for and this version of dbwright does not design.</summary>
    public void NotYetDesigned(string title, string subject, string detail, Location? at = null) =>
        Note("not-yet-designed", title, subject, detail, at: at);

    public void AddRoutine(Routine? routine)
    {
        if (routine is not null && !Routines.Exists(r => r.Name == routine.Name && r.Arguments == routine.Arguments))
        {
            Routines.Add(routine);
        }
    }

    private void Add(Severity severity, string rule, string title, string subject, string detail, string? fix, Location? at) =>
        Findings.Add(
            new(rule, severity, title)
            {
                Detail = detail,
                Subject = subject,
                Fix = fix,
                Location = at,
            }
        );

    private static EngineVersion? VersionOf(string? database, Engine engine)
    {
        var parts = (database ?? "").Split(':', 2);
        var isThis =
            parts[0].Equals(engine.Name, StringComparison.OrdinalIgnoreCase)
            || engine.Aliases.Contains(parts[0], StringComparer.OrdinalIgnoreCase);
        if (!isThis || parts.Length < 2)
        {
            return null;
        }

        var numbers = parts[1]
            .Split('.')
            .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .ToArray();
        return numbers[0] == 0 ? null : new(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
    }
}
