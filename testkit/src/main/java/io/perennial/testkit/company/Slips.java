// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.math.random.RandomStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/** What people and programs make of e-mails, phone numbers and names. */
final class Slips {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Map<String, String> WRONG_DOMAIN =
      Map.of(
          "gmail.com", "gmial.com",
          "gmx.de", "gmx,de",
          "outlook.com", "outlok.com",
          "yahoo.com", "yaho.com",
          "web.de", "web..de",
          "hotmail.com", "hotmial.com");
  private static final String[] NOTHING = {"N/A", "NULL", "0", "-"};

  private Slips() {}

  /** A value as it is written. */
  record Written(String text, Defect defect, String right) {}

  /** The e-mail with what the drawn defect makes of it; no defect but those of e-mails. */
  static Written email(Person person, Defect defect, RandomStream random) {
    String email = person.email();
    String at = email.substring(email.indexOf('@') + 1);
    return switch (defect) {
      case EMAIL_CASE ->
          new Written(
              random.chance(0.5) ? email.toUpperCase(Locale.ROOT) : " " + email + " ",
              defect,
              email);
      case EMAIL_TYPO ->
          new Written(email.replace("@" + at, "@" + WRONG_DOMAIN.get(at)), defect, email);
      case EMAIL_INVALID ->
          new Written(
              random.chance(0.5) ? email.replace("@", "") : person.first() + "@", defect, "");
      default -> throw new IllegalArgumentException("No defect of an e-mail: " + defect);
    };
  }

  static Written phone(Person person, Defect defect, RandomStream random) {
    return switch (defect) {
      case PHONE_SPELLING -> {
        String home = person.national();
        String text =
            switch (random.nextInt(4)) {
              case 0 -> home;
              case 1 -> home.replace(" ", "/");
              case 2 -> home.replace(" ", "-");
              default -> "00" + person.phone().substring(1);
            };
        yield new Written(text, defect, person.phone());
      }
      case PHONE_INVALID -> new Written(random.chance(0.5) ? "12345" : "no phone", defect, "");
      case MISSING_WORD -> new Written(NOTHING[random.nextInt(NOTHING.length)], defect, "");
      default -> throw new IllegalArgumentException("No defect of a phone: " + defect);
    };
  }

  static Written name(Person person, Defect defect, RandomStream random) {
    return switch (defect) {
      case NAME_SPELLING -> {
        String text =
            switch (random.nextInt(3)) {
              case 0 -> person.name().toUpperCase(Locale.ROOT);
              case 1 -> person.last() + ", " + person.first();
              default -> person.first() + "   " + person.last() + " ";
            };
        yield new Written(text, defect, person.name());
      }
      case MOJIBAKE ->
          new Written(new String(person.name().getBytes(UTF_8), WINDOWS), defect, person.name());
      default -> throw new IllegalArgumentException("No defect of a name: " + defect);
    };
  }

  /** Whether reading its bytes in the wrong encoding, which has no signs for some, changes it. */
  static boolean canBeMojibake(String text) {
    String read = new String(text.getBytes(UTF_8), WINDOWS);
    return !read.equals(text)
        && new String(read.getBytes(WINDOWS), UTF_8).equals(text)
        && read.chars().noneMatch(Character::isISOControl);
  }
}
