using Dbwright.Agents;
using Dbwright.Design;
using Dbwright.Documents;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

/// <summary>A design for MySQL, and what it says about itself: nothing of it was run.</summary>
public class MySqlDesignTests
{
    private static readonly Engine Engine = MySqlEngine.Create();

    [Fact]
    public void Schema_of_the_shop_is_the_one_that_was_read_and_approved() =>
        Golden.Match(Script(Engine.Writer!.Create(Shop.Schema)), "ecommerce.sql");

    [Fact]
    public void Statements_of_the_shop_are_those_that_were_read_and_approved() =>
        Golden.Match(
            string.Concat(
                Shop.Patterns.Where(p => p.Statement is not null).Select(p => $"-- {p.Pattern.Name}\n{p.Statement!.Sql};\n\n")
            ),
            "ecommerce-queries.sql"
        );

    [Fact]
    public void No_page_claims_a_run()
    {
        var pages = DesignPages
            .Write(Shop, Engine)
            .Concat(InitialMigration.For(Shop, Engine))
            .Append(new(TodoFile.Name, TodoFile.Write(Shop, Engine, null)))
            .Append(new(Checklist.Name, Checklist.Write(Shop, null)))
            .ToList();

        Assert.All(pages, p => Assert.DoesNotContain("`dbwright prove", p.Content, StringComparison.Ordinal));
        foreach (var name in new[] { "README.md", TodoFile.Name, Checklist.Name, "indexes.md", "access-patterns.md" })
        {
            Assert.Contains("not executed", pages.Single(p => p.Path == name).Content, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("mysql")]
    [InlineData("MySQL")]
    public void It_is_found_by_its_name(string name) => Assert.Equal("mysql", EngineCatalog.Find(name).Name);

    [Fact]
    public void A_role_that_needs_a_server_is_refused_with_the_reason()
    {
        var failure = Assert.Throws<Failure>(() => Engine.Require<ISandboxes>());

        Assert.Contains("no MySQL server", failure.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.4.3", "MySQL 8.4.3")]
    [InlineData("8.0.36-0ubuntu0.22.04.1", "MySQL 8.0.36-0ubuntu0.22.04.1")]
    [InlineData("10.11.14-MariaDB-0+deb12u2", "MariaDB 10.11.14-0+deb12u2")]
    public void A_server_is_known_by_what_it_says(string greeting, string name) =>
        Assert.Equal(name, MariaDbSession.ServerName(greeting));

    [Fact]
    public void A_check_of_what_the_server_writes_itself_is_refused()
    {
        var table = new Table(QualifiedName.Of("employees"))
        {
            Columns =
            [
                new("id", new DataType.Integer(64)) { Identity = new() },
                new("manager_id", new DataType.Integer(64)) { Nullable = true },
            ],
            ForeignKeys =
            [
                new("fk_employees_employees", ["manager_id"], QualifiedName.Of("employees"), ["id"])
                {
                    OnDelete = ReferentialAction.SetNull,
                },
            ],
        };
        Refused("manager_id > 0", "fk_employees_employees");
        Refused("id > 0", "numbers it");
        Assert.NotEmpty(Engine.Writer!.Create(new RelationalSchema("mysql") { Tables = [table] }));

        void Refused(string check, string why)
        {
            var failure = Assert.Throws<Failure>(() =>
                Engine.Writer!.Create(new RelationalSchema("mysql") { Tables = [table with { Checks = [new("ck", check)] }] })
            );
            Assert.Contains(why, failure.Findings[0].Detail, StringComparison.Ordinal);
        }
    }

    private static DatabaseDesign Shop =>
        Designer.For(RequirementsReader.Read(Repository.PathOf("examples", "ecommerce", "requirements.yaml")), Engine);

    private static string Script(Sequence<Definition> definitions) =>
        string.Join(";\n\n", definitions.Select(d => d.Sql)) + ";\n";
}
