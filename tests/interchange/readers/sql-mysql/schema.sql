-- Written by hand; the office's copy is loaded from here.
SET NAMES utf8mb4;

CREATE TABLE `tariffs` (
  `id` int NOT NULL AUTO_INCREMENT,
  `route` varchar(12) NOT NULL,
  `valid_from` date NOT NULL,
  `adult_cents` int NOT NULL,
  `note` text,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `quotes` (
  `id` varchar(20) NOT NULL,
  `tariff_id` int NOT NULL,
  `made_at` datetime NOT NULL,
  `cents` bigint NOT NULL,
  `paid` boolean NOT NULL,
  PRIMARY KEY (`id`),
  KEY `quotes_tariff` (`tariff_id`),
  CONSTRAINT `quotes_tariff_fk` FOREIGN KEY (`tariff_id`) REFERENCES `tariffs` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

# Later.
ALTER TABLE quotes MODIFY COLUMN cents bigint unsigned NOT NULL COMMENT 'it''s whole', ADD `who` varchar(40) AFTER id,
  CHANGE made_at given_at datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  ADD UNIQUE KEY who_once (who(10)), DROP FOREIGN KEY quotes_tariff_fk;
RENAME TABLE tariffs TO fares;
CREATE TABLE kinds (`key` varchar(10) PRIMARY KEY, state enum('a','b') CHARACTER SET utf8 NOT NULL DEFAULT 'a', KEY by_state (state)) COMMENT='Kinds';
CREATE TABLE kinds_2 LIKE kinds;
DELIMITER //
CREATE PROCEDURE p() BEGIN SELECT 1; END//
CREATE TRIGGER t BEFORE INSERT ON kinds FOR EACH ROW BEGIN SET NEW.state = 'b'; END//
DELIMITER ;
INSERT INTO kinds VALUES ('a;b', 'a\'c');
