using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Binds the tree of a document to the model, in the order in which names become known.</summary>
internal sealed class RequirementsBinder(DocumentErrors errors, Func<string, string?> readFile)
{
    public Requirements Bind(MapReader document, string file)
    {
        var catalog = new EntityCatalog(errors);
        var concerns = new ConcernsBinder(errors, catalog);
        var entities = new EntityBinder(errors, catalog);
        var completion = new EntityCompletion(errors, new(errors, readFile));

        var application = document.Required("application", "Write the application's name.");
        var quality = SettingsBinder.Quality(document);
        entities.Read(document);
        var declared = catalog.All.ToList();
        var binder = new RelationshipBinder(errors, catalog, entities);
        var drafts = binder.Read(document);
        foreach (var entity in declared)
        {
            binder.Clashes(entity);
            completion.ReadKey(entity);
        }

        var conventions = SettingsBinder.Conventions(document);
        conventions = conventions with { SoftDelete = SettingsBinder.SoftDelete(document, catalog) };
        SettingsBinder.AddColumns(conventions, catalog, errors);
        RelationshipChecks.Cycles(catalog, errors);

        var requirements = new Requirements
        {
            Version = SettingsBinder.Version(document),
            Application = application?.Text ?? "",
            About = document.Text("about") ?? "",
            Database = document.Text("database"),
            Deployment = SettingsBinder.Deployment(document),
            Quality = quality,
            Compliance = SettingsBinder.Compliance(document),
            Tenancy = SettingsBinder.Tenancy(document, catalog),
            Conventions = conventions,
            Entities = declared.Select(completion.Complete).ToSequence(),
            Relationships = drafts.Select(d => Complete(d, catalog, completion)).ToSequence(),
            Dependencies = concerns.Dependencies(document),
            Access = new PatternBinder(errors, catalog, quality).Read(document),
            Roles = concerns.Roles(document),
            Physical = concerns.Pins(document),
            Source = file,
        };
        var names = document.Entries("access").Select(a => a.Key.Text).ToList();
        requirements = requirements with { Transactions = concerns.Transactions(document, requirements.Access, names) };
        errors.ThrowIfAny();

        var patterns = document
            .Entries("access")
            .ToDictionary(
                a => a.Key.Text,
                a => new MapReader(
                    (YamlMap)a.Value,
                    KeySet.Patterns.First(p => ((YamlMap)a.Value).Entries.Any(e => e.Key.Text == p.Keys[0])),
                    errors
                )
            );
        return requirements with { Assumptions = Assumptions.Of(requirements, document, patterns, catalog) };
    }

    /// <summary>Whether the reference is part of the holder's key: then its rows cannot outlive the referenced one.</summary>
    private static Relationship Complete(RelationshipDraft draft, EntityCatalog catalog, EntityCompletion completion)
    {
        var relationship = draft.Relationship;
        if (draft.Join is { } join)
        {
            return relationship with { Attributes = completion.Attributes(join) };
        }

        var isOwned = catalog.Find(relationship.Holder) is { } holder && holder.Key.Contains(relationship.Role);
        return isOwned && !relationship.OnDeleteGiven ? relationship with { OnDelete = DeleteRule.Cascade } : relationship;
    }
}
