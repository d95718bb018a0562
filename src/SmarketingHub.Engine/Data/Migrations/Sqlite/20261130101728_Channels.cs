using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Channels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Label",
                table: "Reaches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NamedAt",
                table: "Reaches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Said",
                table: "Reaches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Said",
                table: "Letters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reaches_Address",
                table: "Reaches",
                column: "Address");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reaches_Address",
                table: "Reaches");

            migrationBuilder.DropColumn(
                name: "Label",
                table: "Reaches");

            migrationBuilder.DropColumn(
                name: "NamedAt",
                table: "Reaches");

            migrationBuilder.DropColumn(
                name: "Said",
                table: "Reaches");

            migrationBuilder.DropColumn(
                name: "Said",
                table: "Letters");
        }
    }
}
