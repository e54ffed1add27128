using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A database that migrations are run on, and the folder that they come from.</summary>
/// <param name="Engine">Its engine.</param>
/// <param name="Url">Its URL.</param>
/// <param name="Folder">The migrations.</param>
internal sealed record MigrateTarget(Engine Engine, string Url, MigrationFolder Folder)
{
    /// <summary>The folder's files as they were read.</summary>
    public FolderWatch? Watch { get; init; }

    /// <summary>The schema to work in; none for the usual one.</summary>
    public string? Schema { get; init; }

    /// <summary>The database, for people and without secrets.</summary>
    public string Description => Schema is { } schema ? $"schema {schema} of {Databases.Describe(Url)}" : Databases.Describe(Url);

    internal ILiveDatabases Databases => Engine.Require<ILiveDatabases>();

    /// <summary>Finds both.</summary>
    /// <exception cref="Failure">There is no such environment, engine or folder, or the folder is for another engine.</exception>
    public static MigrateTarget Of(MigrateRequest request, CommandContext context)
    {
        var url = request.Target.StartsWith('@') ? Environment(request).Url : request.Target;
        if (SourceLocator.Find(new(url), context) is not Source.Live live)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-database",
                $"{url} is no database.",
                "Migrations run on a database: postgresql://, mariadb://, sqlite:PATH, or @name for an environment of dbwright.yaml."
            );
        }

        if (!Directory.Exists(request.Folder))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-folder",
                $"{request.Folder} is no folder.",
                "Expected a folder of migrations.",
                "Name it with --migrations."
            );
        }

        var files = SourceFolder.Read(request.Folder);
        var folder = MigrationFolder.Read(files) ?? throw SourceFolder.Empty(request.Folder, files);
        return (folder.Engine ?? SqlOrigin.Engine(folder.Scripts)) is { } written && written != live.Engine.Name
            ? throw Failure.Because(
                ExitStatus.BadInput,
                "other-engine",
                $"{request.Folder} is written for {written}, and the database is one of {live.Engine.Name}."
            )
            : new(live.Engine, live.Url, folder) { Schema = request.Schema, Watch = new(files) };
    }

    /// <summary>Opens a session in which writes are possible.</summary>
    public Task<ISession> OpenAsync(CancellationToken cancellation) =>
        Schema is { } schema
            ? Databases.OpenSchemaToWriteAsync(Url, schema, cancellation)
            : Databases.OpenToWriteAsync(Url, cancellation);

    /// <summary>Opens a session that the server keeps from writing.</summary>
    public Task<ISession> OpenToReadAsync(CancellationToken cancellation) => Databases.OpenAsync(Url, cancellation);

    /// <summary>What the folder's migrations are to the database, by a session that only reads.</summary>
    public async Task<RunPlan> PlanAsync(ISession session, CancellationToken cancellation) =>
        RunPlan.For(Folder, await new MigrationHistory(session, Engine.Require<INames>()).ReadAsync(cancellation) ?? []);

    private static ProjectEnvironment Environment(MigrateRequest request)
    {
        var environments = ProductionGuard.Environments(request.ProjectFile);
        var name = request.Target[1..];
        return environments.FirstOrDefault(e => e.Name == name)
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-environment",
                $"{request.ProjectFile} names no environment {name}.",
                environments.Count == 0
                    ? $"Expected environments in {request.ProjectFile}."
                    : $"It names {string.Join(", ", environments.Select(e => e.Name))}.",
                NearestName.Of(name, environments.Select(e => e.Name)) is { } near ? $"Did you mean @{near}?" : null
            );
    }
}
