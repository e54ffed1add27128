using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

public class DesignerTests
{
    [Fact]
    public void Weak_entities_have_the_key_of_their_owner_in_theirs_and_go_with_it()
    {
        var design = Design(
            """
            entities:
              order: { attributes: { number: text(20) unique } }
              order_item: { key: [order, line_number], attributes: { line_number: integer 1..99, note: text? } }
              shipped_item: { attributes: { quantity: integer >= 1 } }
            relationships:
              - order 1..* order_item
              - order_item 1..* shipped_item
            """
        );
        var item = Table(design, "order_items");
        Assert.Equal(["order_id", "line_number"], item.PrimaryKey!.Columns);
        Assert.Equal(ReferentialAction.Cascade, item.ForeignKeys.Single().OnDelete);
        var shipped = Table(design, "shipped_items").ForeignKeys.Single();
        Assert.Equal(["order_item_order_id", "order_item_line_number"], shipped.Columns);
        Assert.Equal(["order_id", "line_number"], shipped.ReferencedColumns);
        Assert.Equal(ReferentialAction.Restrict, shipped.OnDelete);
        Assert.True(item.Find("note")!.Nullable);
        Assert.Equal(0.2, Profile(design, "order_items").Columns.First(c => c.Column == "note").NullShare);
    }

    [Fact]
    public void A_refusal_waits_where_one_deletion_cascades_to_both_ends()
    {
        var design = Design(
            """
            entities:
              order: { attributes: { number: text(20) } }
              order_item: { key: [order, line_number], attributes: { line_number: integer 1..99 } }
              shipment: { attributes: { number: text(20) } }
              shipment_item: { attributes: { quantity: integer } }
            relationships:
              - order 1..* order_item
              - order 1..* shipment on delete cascade
              - shipment 1..* shipment_item on delete cascade
              - order_item 1..* shipment_item
            """
        );
        var key = Table(design, "shipment_items").ForeignKeys.Single(k => k.ReferencedTable.Name == "order_items");
        Assert.Equal(ReferentialAction.NoAction, key.OnDelete);
        Assert.Contains(key.Name, design.Decisions.Single(d => d.Id == "delete-rules").Choice);
    }

    [Fact]
    public void Many_to_many_is_a_table_of_pairs_with_its_attributes_and_an_index_for_the_other_direction()
    {
        var design = Design(
            """
            entities:
              student: { volume: { rows: 100 }, attributes: { name: person-name } }
              course: { volume: { rows: 20 }, attributes: { title: text(100) } }
            relationships:
              - { between: "student *..* course as enrolment", attributes: { grade: "integer? 1..6" } }
              - course *..* course as prerequisite
            """
        );
        var join = Table(design, "enrolments");
        Assert.Equal(["student_id", "course_id"], join.PrimaryKey!.Columns);
        Assert.Equal(["student_id", "course_id", "grade", "created_at", "updated_at"], join.Columns.Select(c => c.Name));
        Assert.Contains(join.Indexes, i => i.Parts[0].Column == "course_id");
        Assert.Equal("student-course.enrolment", design.Find("enrolment")!.Subject);
        Assert.Equal(200, Profile(design, "enrolments").Rows);
        Assert.Equal(["course_id", "related_course_id"], Table(design, "prerequisites").PrimaryKey!.Columns);
        Assert.Equal(40, Profile(design, "prerequisites").Rows);
    }

    [Fact]
    public void One_to_one_is_unique_and_a_second_reference_to_the_same_table_names_its_column()
    {
        var design = Design(
            """
            entities:
              user: { volume: { rows: 10 }, attributes: { name: person-name } }
              profile: { volume: { rows: 50 }, attributes: { about: text(500) } }
              message: { attributes: { text: text(500) } }
            relationships:
              - user 1..? profile
              - user 1..* message as sender
              - user ?..* message as receiver on delete set null
            """
        );
        Assert.Equal("users", design.Find("user")!.Table.Name);
        Assert.Equal(["user_id"], Table(design, "profiles").Uniques.Single().Columns);
        Assert.True(Profile(design, "profiles").References.Single() is { Unique: true, FanOut: FanOut.Uniform });
        Assert.Equal(10, Profile(design, "profiles").Rows);
        Assert.Contains(design.Findings, f => f is { Rule: "volume-conflict", Severity: Severity.Warning });
        var message = Table(design, "messages");
        Assert.Equal(["fk_messages_users", "fk_messages_users_receiver_id"], message.ForeignKeys.Select(k => k.Name));
        Assert.Equal(ReferentialAction.SetNull, message.ForeignKeys[1].OnDelete);
        Assert.True(message.Find("receiver_id")!.Nullable);
    }

    [Fact]
    public void Soft_deleted_entities_are_unique_among_rows_that_count()
    {
        var design = Design(
            """
            conventions: { soft_delete: [customer] }
            entities:
              customer: { attributes: { email: email unique, name: person-name } }
            """
        );
        var table = Table(design, "customers");
        Assert.Empty(table.Uniques);
        var unique = table.Indexes.Single(i => i.Unique);
        Assert.Equal(("uq_customers_email", "deleted_at is null"), (unique.Name, unique.Where));
        Assert.True(table.Find("deleted_at")!.Nullable);
        Assert.Contains(design.Indexes, t => t.Index == "uq_customers_email");
        Assert.True(Profile(design, "customers").Columns.First(c => c.Column == "email").Unique);
    }

    [Fact]
    public void Enumerations_follow_the_convention()
    {
        const string Document = """
            entities:
              ticket: { attributes: { state: "enum(open, closed) = open", kind: "enum(bug, wish)?" } }
            """;
        var check = Design("conventions: { enums: check }\n" + Document);
        Assert.Contains(Table(check, "tickets").Checks, c => c.Sql == "state in ('open', 'closed')");

        var native = Design("conventions: { enums: native }\n" + Document);
        Assert.Equal(["ticket_state", "ticket_kind"], native.Schema.Enums.Select(e => e.Name.Name));
        Assert.Equal(new DataType.Enum(QualifiedName.Of("ticket_state")), Table(native, "tickets").Find("state")!.Type);
        Assert.DoesNotContain(Table(native, "tickets").Checks, c => c.Sql.Contains("open", StringComparison.Ordinal));

        var lookup = Design("conventions: { enums: lookup }\n" + Document);
        var states = Table(lookup, "ticket_states");
        Assert.Equal(["code"], states.PrimaryKey!.Columns);
        Assert.Equal(
            ["fk_tickets_ticket_states", "fk_tickets_ticket_kinds"],
            Table(lookup, "tickets").ForeignKeys.Select(k => k.Name)
        );
        Assert.Equal(["open", "closed"], Profile(lookup, "ticket_states").Fixed!.Rows.Select(r => r[0]));
        Assert.Equal(0.2, Profile(lookup, "tickets").References[1].NullShare);
        DesignChecks.EverythingIsTraced(lookup);
        DesignChecks.EverythingIsProfiled(lookup);
        DesignChecks.ForeignKeysAreSupported(lookup);
    }

    [Fact]
    public void Keys_can_be_UUIDs_and_the_function_is_there_until_the_engine_has_one()
    {
        const string Document = "conventions: { keys: uuid7 }\nentities: { event: { attributes: { name: text(20) } } }";
        var old = Design("database: postgresql:16\n" + Document);
        Assert.Equal("uuid7()", Table(old, "events").Find("id")!.Default);
        Assert.Contains(old.Schema.Routines, r => r.Name.Name == "uuid7");
        var current = Design("database: postgresql:18\n" + Document);
        Assert.Equal("uuidv7()", Table(current, "events").Find("id")!.Default);
        Assert.DoesNotContain(current.Schema.Routines, r => r.Name.Name == "uuid7");
    }

    [Fact]
    public void Rules_become_checks_and_profile_rules()
    {
        var design = Design(
            """
            entities:
              stay:
                attributes: { from_day: date, to_day: date, guests: integer, code: { type: text(10), rules: ["length(code) = 6"] } }
                rules: [to_day > from_day, guests != 13]
            """
        );
        var table = Table(design, "stays");
        Assert.Contains(table.Checks, c => c is { Name: "ck_stays_to_day_from_day", Sql: "to_day > from_day" });
        Assert.Contains(table.Checks, c => c.Name == "ck_stays_guests");
        var profile = Profile(design, "stays");
        Assert.Single(profile.Rules);
        Assert.Single(profile.Columns.First(c => c.Column == "guests").Rules);
        Assert.Single(profile.Columns.First(c => c.Column == "code").Rules);
    }

    [Fact]
    public void Pins_are_obeyed_listed_and_warned_about()
    {
        var design = Design(
            """
            entities:
              invoice: { attributes: { total: money, number: text(20) } }
              line: { attributes: { text: text(100) } }
            relationships: [invoice 1..* line]
            physical:
              - { pin: name, on: invoice, value: billing_document, reason: The old name. }
              - { pin: name, on: invoice.number, value: doc_no, reason: The old name. }
              - { pin: type, on: invoice.total, value: double precision, reason: As before. }
              - { pin: key, on: line, value: uuid7, reason: Made on phones. }
              - { pin: partition, on: line, value: by month, reason: Large. }
            """
        );
        var table = Table(design, "billing_document");
        Assert.Equal(new DataType.Float(64), table.Find("total")!.Type);
        Assert.NotNull(table.Find("doc_no"));
        Assert.Contains(design.Findings, f => f is { Rule: "pinned-type", Severity: Severity.Warning, Subject: "invoice.total" });
        Assert.Equal(new DataType.Uuid(), Table(design, "lines").Find("id")!.Type);
        Assert.Equal(new DataType.Integer(64), Table(design, "lines").Find("invoice_id")!.Type);
        Assert.Contains(design.Findings, f => f is { Rule: "not-yet-designed", Subject: "line" });
        Assert.Contains("binary floating point", design.Decisions.Single(d => d.Id == "owner").Consequences);
    }

    [Fact]
    public void Reserved_words_keep_their_name_and_are_noted()
    {
        var design = Design("entities: { step: { attributes: { order: integer, name: text(20) } } }");
        Assert.NotNull(Table(design, "steps").Find("order"));
        Assert.Contains(design.Findings, f => f is { Rule: "reserved-word", Severity: Severity.Note, Subject: "step.order" });
    }

    [Fact]
    public void Two_things_that_would_be_one_column_are_refused()
    {
        var failure = Assert.Throws<Failure>(() =>
            Design(
                """
                entities:
                  customer: { attributes: { name: text(20) } }
                  order: { attributes: { customer_id: text(20) } }
                relationships: [customer 1..* order]
                """
            )
        );
        Assert.Equal(ExitStatus.BadInput, failure.Status);
    }

    [Fact]
    public void Long_names_are_cut_and_stay_unique()
    {
        var attributes = string.Join(", ", Enumerable.Range(1, 3).Select(i => $"{new string('a', 58)}_{i}: integer unique >= 0"));
        var design = Design($"entities: {{ {new string('b', 40)}: {{ attributes: {{ {attributes} }} }} }}");
        DesignChecks.NamesAreUniqueAndShort(design);
        Assert.Equal(3, design.Schema.Tables[0].Uniques.Count);
    }

    [Fact]
    public void What_cannot_be_kept_is_reported_and_not_dropped()
    {
        var design = Design("entities: { document: { attributes: { title: text(20), embedding: vector(384) } } }");
        Assert.Null(Table(design, "documents").Find("embedding"));
        Assert.Contains(design.Findings, f => f is { Rule: "not-yet-designed", Subject: "document.embedding" });
        DesignChecks.EverythingIsTraced(design);
    }

    [Fact]
    public void Two_hundred_entities_are_designed_alike()
    {
        var entities = Enumerable
            .Range(0, 200)
            .Select(i =>
                $"  thing_{i}: {{ attributes: {{ name: text(40), state: \"enum(a, b) = a\", amount: money >= 0, at: timestamp }} }}"
            );
        var relationships = Enumerable.Range(1, 199).Select(i => $"  - thing_{i / 2} 1..* thing_{i}");
        var design = Design($"entities:\n{string.Join('\n', entities)}\nrelationships:\n{string.Join('\n', relationships)}");
        Assert.Equal(200, design.Schema.Tables.Count);
        Assert.Equal(199, design.Schema.Tables.Sum(t => t.ForeignKeys.Count));
        DesignChecks.EverythingIsTraced(design);
        DesignChecks.ForeignKeysAreSupported(design);
        DesignChecks.NamesAreUniqueAndShort(design);
    }

    private static DatabaseDesign Design(string document) =>
        Designer.For(
            RequirementsReader.Parse("version: 1\napplication: Test\n" + document, "requirements.yaml", _ => null),
            PostgreSqlEngine.Create()
        );

    private static Table Table(DatabaseDesign design, string name) => design.Schema.Find(QualifiedName.Of(name))!;

    private static TableProfile Profile(DatabaseDesign design, string name) => design.Data.Find(QualifiedName.Of(name))!;
}
