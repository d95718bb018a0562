using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ShownClock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Shown_AtRisk",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Shown_AttemptsAsked",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Shown_AttemptsMade",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Shown_Calendar",
                table: "Leads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Shown_CalendarVersion",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Shown_DueAt",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Shown_Promise",
                table: "Leads",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Shown_RiskAt",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Shown_StartedAt",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Shown_State",
                table: "Leads",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.Sql(Fill);
        }

        // The same choice as ShownClock.Of makes, for the leads that are there already.
        private const string Fill = """
            UPDATE Leads SET
                Shown_Promise = c.Promise, Shown_State = c.State, Shown_StartedAt = c.StartedAt, Shown_DueAt = c.DueAt,
                Shown_RiskAt = (SELECT CAST(round((julianday(json_extract(p.value, '$.at')) - 2440587.5) * 86400000) AS INTEGER)
                    FROM json_each(c.Points) p WHERE json_extract(p.value, '$.kind') = 'warn' ORDER BY p.key DESC LIMIT 1),
                Shown_AtRisk = coalesce((SELECT json_extract(p.value, '$.fired')
                    FROM json_each(c.Points) p WHERE json_extract(p.value, '$.kind') = 'warn' ORDER BY p.key DESC LIMIT 1), 0),
                Shown_Calendar = c.Calendar, Shown_CalendarVersion = c.CalendarVersion,
                Shown_AttemptsMade = coalesce((SELECT e.AttemptsMade FROM Clocks e WHERE e.LeadId = Leads.Id AND e.Promise = 'Effort'
                    AND (e.State IN ('Running', 'Paused') OR e.State = 'Breached' AND e.StoppedAt IS NULL) ORDER BY e.Id DESC LIMIT 1), 0),
                Shown_AttemptsAsked = coalesce((SELECT e.AttemptsAsked FROM Clocks e WHERE e.LeadId = Leads.Id AND e.Promise = 'Effort'
                    AND (e.State IN ('Running', 'Paused') OR e.State = 'Breached' AND e.StoppedAt IS NULL) ORDER BY e.Id DESC LIMIT 1), 0)
            FROM (
                SELECT *, row_number() OVER (PARTITION BY LeadId
                    ORDER BY CASE State WHEN 'Breached' THEN 0 WHEN 'Running' THEN 1 ELSE 2 END, DueAt, Id) AS Place
                FROM Clocks WHERE State IN ('Running', 'Paused') OR State = 'Breached' AND StoppedAt IS NULL) c
            WHERE c.LeadId = Leads.Id AND c.Place = 1
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Shown_AtRisk",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_AttemptsAsked",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_AttemptsMade",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_Calendar",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_CalendarVersion",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_DueAt",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_Promise",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_RiskAt",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_StartedAt",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "Shown_State",
                table: "Leads");
        }
    }
}
