using Dbwright.Indexing;
using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Designs the relational schema of an application for an engine.</summary>
public static class Designer
{
    /// <summary>
    /// The tables, keys, constraints and indexes that the requirements ask for, each traced to its requirement, with the profile of the
    /// data and the decisions. A pure function: no engine is started, and the same input gives an equal design.
    /// </summary>
    /// <exception cref="Failure">The requirements contradict themselves, or the engine has no relational roles.</exception>
    public static DatabaseDesign For(Requirements requirements, Engine engine)
    {
        var draft = new Draft(requirements, engine);
        var types = new TypeDesign(draft);
        var keys = new KeyDesign(draft, types);
        var lookups = new LookupDesign(draft);
        var tables = Tables(draft, new TableDesign(draft, types, keys, new ColumnDesign(draft, types, keys, lookups)), keys);
        var volumes = new Volumes(draft);
        volumes.Fill(tables);
        tables.AddRange(lookups.Tables);
        FillReferenceRows(requirements, tables);
        var waiting = DeleteRules.WaitWhereCascadesMeet(tables);
        ReportEnums(draft);
        OpenPoints.Report(draft);
        var forms = NormalFormDesign.Reports(draft);
        var decisions = new DecisionRecords(draft, types, tables, forms, waiting).Write();
        var design = new DatabaseDesign
        {
            Requirements = requirements with { Assumptions = [.. requirements.Assumptions, .. volumes.Assumptions] },
            Schema = new(engine.Name)
            {
                Enums = draft.Enums.ToSequence(),
                Routines = draft.Routines.ToSequence(),
                Tables = tables.Select(t => t.Table()).ToSequence(),
            },
            Mappings = tables.Select(t => t.Mapping()).ToSequence(),
            Indexes = tables.SelectMany(t => t.Traces).ToSequence(),
            Data = new(tables.Select(t => t.Profile()).ToSequence()),
            NormalForms = forms,
            Decisions = decisions,
            Findings = draft.Findings.ToSequence(),
            NotExecuted = engine.NotExecuted,
        };
        return IndexDesigner.Complete(design, engine);
    }

    private static List<TableDraft> Tables(Draft draft, TableDesign design, KeyDesign keys)
    {
        keys.NameTables();
        return
        [
            .. draft.Requirements.Entities.Select(design.Of),
            .. draft.Requirements.Relationships.Where(r => r.IsManyToMany).Select(design.Of),
        ];
    }

    private static void FillReferenceRows(Requirements requirements, List<TableDraft> tables)
    {
        foreach (var entity in requirements.Entities)
        {
            if (entity.Reference is { } data)
            {
                var table = tables.Find(t => t.Entity == entity.Name)!;
                table.Fixed = ReferenceRows.Mapped(data, table);
            }
        }
    }

    private static void ReportEnums(Draft draft)
    {
        var conventions = draft.Requirements.Conventions;
        if (conventions.Enums == EnumConvention.Native && !draft.Types.HasEnums)
        {
            draft.Note(
                "enums-not-native",
                $"{draft.Engine.Title} has no enumeration types; closed value sets are text with a check.",
                "conventions.enums",
                "The document asks for enums: native."
            );
        }
    }
}
