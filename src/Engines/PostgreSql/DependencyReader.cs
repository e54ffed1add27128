using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What needs what, as the server keeps it, between the objects of a schema.</summary>
internal static class PostgreSqlDependencyReader
{
    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.Dependencies"/> as needs; what names say by themselves is left out.</summary>
    public static Sequence<Dependency> Read(IEnumerable<object?[]> rows, PostgreSqlObjectDirectory directory)
    {
        var needs = new HashSet<Dependency>();
        foreach (var row in rows.Where(r => (string)r[6]! != "e"))
        {
            var dependent = Whole(directory.Find((long)row[0]!, (long)row[1]!, (int)row[2]!), directory);
            var on = Whole(directory.Find((long)row[3]!, (long)row[4]!, (int)row[5]!), directory);
            if (dependent is not null && on is not null && !IsPlain(dependent, on, (string)row[6]!))
            {
                needs.Add(new(dependent, on));
            }
        }

        return needs.Order().ToSequence();
    }

    // A condition of a domain is made with the domain.
    private static ObjectId? Whole(ObjectId? id, PostgreSqlObjectDirectory directory) =>
        id is { Kind: ObjectKind.Constraint } && directory.IsDomain(id.Name) ? new(ObjectKind.Domain, id.Name) : id;

    private static bool IsPlain(ObjectId dependent, ObjectId on, string way) =>
        dependent == on
        || on.Kind == ObjectKind.Schema
        || (dependent.Kind == ObjectKind.Extension)
        // The column that a sequence goes with.
        || (dependent.Kind == ObjectKind.Sequence && on.Kind == ObjectKind.Column)
        || (dependent.Kind == ObjectKind.Index && way == "a" && IsRelation(on))
        || (dependent.Kind == ObjectKind.Trigger && on.Kind == ObjectKind.Function)
        || (dependent.Kind == ObjectKind.Table && IsRelation(on))
        || (dependent.Kind == ObjectKind.Constraint && (IsRelation(on) || on.Kind is ObjectKind.Constraint or ObjectKind.Index))
        || (
            dependent.Kind is ObjectKind.Column or ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule
            && dependent.Name == on.Name
            && IsRelation(on)
        );

    private static bool IsRelation(ObjectId id) =>
        id.Kind
            is ObjectKind.Table
                or ObjectKind.Column
                or ObjectKind.View
                or ObjectKind.MaterializedView
                or ObjectKind.ForeignTable;
}
