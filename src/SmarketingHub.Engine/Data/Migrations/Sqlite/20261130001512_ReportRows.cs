using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReportRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ReportActs",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    Person = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Takes = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportActs", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ReportCursor",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Rules = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportCursor", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReportHandoffs",
                columns: table => new
                {
                    Handoff = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromParty = table.Column<string>(type: "TEXT", nullable: false),
                    ToParty = table.Column<string>(type: "TEXT", nullable: false),
                    Team = table.Column<string>(type: "TEXT", nullable: true),
                    Giver = table.Column<long>(type: "INTEGER", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Campaign = table.Column<string>(type: "TEXT", nullable: true),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    OfferedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedBy = table.Column<long>(type: "INTEGER", nullable: true),
                    ReturnedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Withdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Disputed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Bounces = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportHandoffs", x => x.Handoff);
                });

            migrationBuilder.CreateTable(
                name: "ReportLeads",
                columns: table => new
                {
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    KnownAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CountsAsNew = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsDuplicate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Placed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Campaign = table.Column<string>(type: "TEXT", nullable: true),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<long>(type: "INTEGER", nullable: true),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Furthest = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OfferedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OfferedTo = table.Column<string>(type: "TEXT", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedBy = table.Column<long>(type: "INTEGER", nullable: true),
                    TouchedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    QualifiedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConvertedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CloseReason = table.Column<string>(type: "TEXT", nullable: true),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: true),
                    Calendar = table.Column<string>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportLeads", x => x.LeadId);
                });

            migrationBuilder.CreateTable(
                name: "ReportPauses",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    Party = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<long>(type: "INTEGER", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Campaign = table.Column<string>(type: "TEXT", nullable: true),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    Began = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    Calendar = table.Column<string>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportPauses", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ReportPromises",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    Clock = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Promise = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Agreement = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: true),
                    Commitment = table.Column<string>(type: "TEXT", nullable: true),
                    OwedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<long>(type: "INTEGER", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Campaign = table.Column<string>(type: "TEXT", nullable: true),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    Calendar = table.Column<string>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Target = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BreachedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Corrected = table.Column<bool>(type: "INTEGER", nullable: false),
                    Excuse = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    WasHeld = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReTimed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportPromises", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ReportReturns",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    Handoff = table.Column<long>(type: "INTEGER", nullable: false),
                    FromParty = table.Column<string>(type: "TEXT", nullable: false),
                    ToParty = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Campaign = table.Column<string>(type: "TEXT", nullable: true),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Calendar = table.Column<string>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportReturns", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ReportStretches",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    Began = table.Column<long>(type: "INTEGER", nullable: false),
                    KnownAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<long>(type: "INTEGER", nullable: true),
                    Party = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<long>(type: "INTEGER", nullable: true),
                    Calendar = table.Column<string>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportStretches", x => new { x.LeadId, x.Began });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReportActs_LeadId",
                table: "ReportActs",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportActs_Person_At",
                table: "ReportActs",
                columns: new[] { "Person", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportHandoffs_LeadId",
                table: "ReportHandoffs",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportHandoffs_OfferedAt",
                table: "ReportHandoffs",
                column: "OfferedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ReportLeads_KnownAt",
                table: "ReportLeads",
                column: "KnownAt");

            migrationBuilder.CreateIndex(
                name: "IX_ReportLeads_OfferedAt",
                table: "ReportLeads",
                column: "OfferedAt",
                filter: "\"OfferedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReportLeads_ReceivedAt",
                table: "ReportLeads",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ReportPauses_Began",
                table: "ReportPauses",
                column: "Began");

            migrationBuilder.CreateIndex(
                name: "IX_ReportPauses_LeadId",
                table: "ReportPauses",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportPromises_LeadId",
                table: "ReportPromises",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportPromises_StartedAt",
                table: "ReportPromises",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ReportReturns_At",
                table: "ReportReturns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_ReportReturns_LeadId",
                table: "ReportReturns",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportStretches_Ended_Began",
                table: "ReportStretches",
                columns: new[] { "Ended", "Began" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReportActs");

            migrationBuilder.DropTable(
                name: "ReportCursor");

            migrationBuilder.DropTable(
                name: "ReportHandoffs");

            migrationBuilder.DropTable(
                name: "ReportLeads");

            migrationBuilder.DropTable(
                name: "ReportPauses");

            migrationBuilder.DropTable(
                name: "ReportPromises");

            migrationBuilder.DropTable(
                name: "ReportReturns");

            migrationBuilder.DropTable(
                name: "ReportStretches");
        }
    }
}
