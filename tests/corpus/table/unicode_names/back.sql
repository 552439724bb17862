DROP VIEW "Büro & Co"."Übersicht";
DROP TABLE "Büro & Co"."Straße";
DROP TYPE "Büro & Co"."Größe";
