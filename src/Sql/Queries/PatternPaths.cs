using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>What a pattern names, whatever its form.</summary>
public static class PatternPaths
{
    /// <summary>Its conditions.</summary>
    public static Sequence<Condition> ConditionsOf(AccessPattern pattern) =>
        pattern switch
        {
            AccessPattern.Find p => p.Where,
            AccessPattern.Search p => p.Where,
            AccessPattern.Similar p => p.Where,
            AccessPattern.Near p => p.Where,
            AccessPattern.Aggregate p => p.Where,
            AccessPattern.Update p => p.Where,
            AccessPattern.Delete p => p.Where,
            _ => [],
        };

    /// <summary>The paths it returns; empty means every attribute.</summary>
    public static Sequence<Expression.Reference> ReturnOf(AccessPattern pattern) =>
        pattern switch
        {
            AccessPattern.Find p => p.Return,
            AccessPattern.Search p => p.Return,
            AccessPattern.Near p => p.Return,
            AccessPattern.Traverse p => p.Return,
            _ => [],
        };

    /// <summary>Every path it names.</summary>
    public static Sequence<Expression.Reference> AllOf(AccessPattern pattern)
    {
        IEnumerable<Expression.Reference> further = pattern switch
        {
            AccessPattern.Find p => p.Sort.Select(s => s.Path),
            AccessPattern.Search p => p.In.Select(One),
            AccessPattern.Similar p => [One(p.By)],
            AccessPattern.Near p => [One(p.By)],
            AccessPattern.Traverse p => [One(p.Along)],
            AccessPattern.Aggregate p => p
                .Group.Select(g => g.Path)
                .Concat(p.Measures.Select(m => m.Path).OfType<Expression.Reference>()),
            AccessPattern.Update p => p.Set.Select(One),
            _ => [],
        };
        return ConditionsOf(pattern).Select(c => c.Path).Concat(ReturnOf(pattern)).Concat(further).ToSequence();
    }

    /// <summary>The paths that name nothing in the tables of a design, because the engine cannot hold such an attribute yet.</summary>
    public static Sequence<Expression.Reference> MissingIn(AccessPattern pattern, DatabaseDesign design) =>
        pattern.Entity is not { } entity ? [] : AllOf(pattern).Where(p => !DesignPath.Exists(design, entity, p)).ToSequence();

    /// <summary>The columns that an update sets.</summary>
    public static Sequence<string> SetBy(AccessPattern.Update update, DatabaseDesign design) =>
        update
            .Set.Where(name => DesignPath.Exists(design, update.Of, One(name)))
            .SelectMany(name => DesignPath.Find(design, update.Of, name, update.At).Columns)
            .Select(c => c.Name)
            .ToSequence();

    private static Expression.Reference One(string name) => new([name]);
}
