using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Telling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    NoticeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    LetterId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Letters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Told = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MayHaveArrived = table.Column<bool>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    ClaimedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Letters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reaches",
                columns: table => new
                {
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    StopToken = table.Column<string>(type: "TEXT", nullable: false),
                    ProofToken = table.Column<string>(type: "TEXT", nullable: true),
                    TestedTo = table.Column<string>(type: "TEXT", nullable: true),
                    TestedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    ProvenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reaches", x => new { x.PersonId, x.Channel });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_At",
                table: "Deliveries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_DueAt",
                table: "Deliveries",
                column: "DueAt",
                filter: "\"State\" = 'Waiting' AND \"LetterId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_LetterId",
                table: "Deliveries",
                column: "LetterId");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_PersonId_Channel",
                table: "Deliveries",
                columns: new[] { "PersonId", "Channel" },
                filter: "\"State\" = 'Waiting' AND \"LetterId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_MadeAt",
                table: "Letters",
                column: "MadeAt");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_NextAt",
                table: "Letters",
                column: "NextAt",
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_PersonId_Channel",
                table: "Letters",
                columns: new[] { "PersonId", "Channel" },
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_State",
                table: "Letters",
                column: "State",
                filter: "\"State\" = 'Dead'");

            migrationBuilder.CreateIndex(
                name: "IX_Reaches_ProofToken",
                table: "Reaches",
                column: "ProofToken");

            migrationBuilder.CreateIndex(
                name: "IX_Reaches_StopToken",
                table: "Reaches",
                column: "StopToken",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "Letters");

            migrationBuilder.DropTable(
                name: "Reaches");
        }
    }
}
