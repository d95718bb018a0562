using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BreachCauses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CausedBy",
                table: "Clocks",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "CausedBy",
                table: "Clocks");
        }
    }
}
