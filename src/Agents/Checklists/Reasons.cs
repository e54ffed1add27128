namespace Dbwright.Agents;

/// <summary>Why boxes stay open that no run can tick yet.</summary>
internal static class Reasons
{
    public const string Pooling = "later milestone: connection pooling is not designed yet";
    public const string Settings = "later milestone: server settings and pooling are not designed yet";
    public const string Caching = "later milestone: caching is not designed yet";
    public const string Monitoring = "later milestone: monitoring is not designed yet";
    public const string Alerts = "later milestone: alerts are not designed yet";
    public const string SlowLog = "later milestone: slow query logging is not configured yet";
    public const string Maintenance =
        "later milestone: the maintenance schedule is not designed yet; `prove` updates the statistics of its sandbox only";
    public const string IndexUpkeep = "later milestone: index upkeep in operation is not designed yet";
    public const string Backup = "later milestone: backup and restore are not designed yet";
    public const string Recovery = "later milestone: no disaster recovery plan is written yet";
    public const string Replicas = "later milestone: read replicas are not designed yet";
    public const string Views = "later milestone: materialised views are not designed yet; reports run on the tables themselves";
    public const string Partitions = "later milestone: partitioning is not designed yet";
    public const string Scaling = "later milestone: the scaling plan is not written yet";
    public const string Retention = "later milestone: the requirements say how long rows are kept, but nothing removes them yet";
    public const string ZeroDowntime =
        "later milestone: changes of a database in use (expand and contract) are not planned yet; the first migration creates everything new";
    public const string Security =
        "later milestone: statements are parameterised, but roles are not granted and encryption at rest is not designed yet";
    public const string Encryption =
        "later milestone: encryption is not designed yet; secrets are kept as the application hands them over";
    public const string Guidelines = "later milestone: query-guidelines.md is not written yet";
    public const string Transactions =
        "later milestone: the transactions of the requirements are listed, but not run together yet";
    public const string Tests = "later milestone: a test suite for the schema is not generated yet";
    public const string Load = "later milestone: load tests with many connections are not run yet";
    public const string Selection = "later milestone: engines are not compared yet; the requirements name the engine";
    public const string Guarded = "later milestone: the runner's history refuses a second run, but `prove` does not try it yet";
    public const string FilledDatabase =
        "the first migration creates empty tables, so volume plays no part in it; changes of a filled database come with a later milestone";
    public const string DataLoss =
        "going back from the first migration removes its tables with all their rows, as its header says; a way back that keeps rows needs a later milestone";
    public const string ApplicationCode =
        "dbwright sees the access patterns, each of which is one statement, but not the application's own loops";
    public const string VersionControl = "dbwright writes the files; whether they are committed it cannot see";
    public const string Deployment = "how code and schema are deployed is decided outside; dbwright cannot see it";
    public const string Production = "nothing was executed on a production database; dbwright proves on throw-away servers";
}
