using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HandoffEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Answer",
                table: "ReportHandoffs",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "ReportHandoffs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastAcceptedAt",
                table: "ReportHandoffs",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Answer",
                table: "ReportHandoffs");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "ReportHandoffs");

            migrationBuilder.DropColumn(
                name: "LastAcceptedAt",
                table: "ReportHandoffs");
        }
    }
}
