// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes the rows of a file of the bank: a little shop, whose orders have lines. */
final class BankRows {

  private static final LocalDateTime START = LocalDateTime.of(2023, 1, 2, 8, 0);
  private static final List<String> WORDS =
      List.of(
          "lamp", "garden", "blue", "quiet", "river", "candle", "wooden", "paper", "little",
          "morning", "silver", "basket", "window", "yellow", "stone", "winter", "happy", "late",
          "broken", "kind");
  private static final List<String> FIRST =
      List.of("Ada", "Ben", "Carla", "Dora", "Emil", "Frida", "Gus", "Hanna", "Ines", "Jan");
  private static final List<String> LAST =
      List.of("Abel", "Berg", "Conti", "Diaz", "Evans", "Fuchs", "Garcia", "Huber", "Ivers");
  private static final List<String> CITIES = List.of("Ulm", "Lyon", "Porto", "Leeds", "Gdynia");

  private final BankFile file;
  private final SplittableRandom random;
  private int row;
  private int order;
  private int person;
  private int product;
  private int quantity;
  private LocalDateTime when = START;
  private LocalDateTime at = START;
  private double orderTotal;

  BankRows(BankFile file) {
    this.file = file;
    this.random = new SplittableRandom(file.name().hashCode());
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (row = 0; row < file.rows(); row++) {
      if (row % file.lines() == 0) {
        order = 1000 + row / file.lines();
        person = file.persons() >= file.rows() ? row : random.nextInt(file.persons());
        when = START.plusSeconds((long) row * 650_000 + random.nextInt(600_000));
        orderTotal = 20 + random.nextInt(30_000) / 100.0;
      }
      at = START.plusSeconds((long) row * 400_000 + random.nextInt(390_000));
      product = random.nextInt(30);
      quantity = random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1;
      rows.add(filled(file.templates().get(row % file.templates().size())));
    }
    return rows;
  }

  private String filled(String template) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      if (template.charAt(i) != '«') {
        text.append(template.charAt(i));
        continue;
      }
      int depth = 1;
      int end = i + 1;
      while (depth > 0) {
        depth += template.charAt(end) == '«' ? 1 : template.charAt(end) == '»' ? -1 : 0;
        end++;
      }
      text.append(value(template.substring(i + 1, end - 1)));
      i = end - 1;
    }
    return text.toString();
  }

  private String value(String token) {
    int colon = token.indexOf(':');
    String kind = colon < 0 ? token : token.substring(0, colon);
    String form = colon < 0 ? "" : token.substring(colon + 1);
    return switch (kind) {
      case "when" -> time(when, form);
      case "at" -> time(at, form);
      case "later" -> time(when.plusHours(20 + random.nextInt(90)), form);
      case "birth" ->
          time(LocalDateTime.of(1940, 1, 1, 0, 0).plusDays(random.nextInt(22_000)), form);
      case "who" -> person(form);
      case "order" -> String.format(Locale.ROOT, form, order);
      case "line" -> Integer.toString(1 + row % file.lines());
      case "seq" -> Integer.toString(Integer.parseInt(form) + row);
      case "pid" ->
          form.equals("name")
              ? word(product) + " " + word(product * 7 + 3) + " " + product
              : form.equals("hash")
                  ? hash(product + 77)
                  : String.format(Locale.ROOT, form, product);
      case "qty" -> Integer.toString(quantity);
      case "price" -> money(price(), form);
      case "total" -> money(price() * quantity, form);
      case "ototal" -> money(orderTotal, form);
      case "amt" -> money(3 + random.nextInt(400_000) / 100.0, form);
      case "int" -> whole(form);
      case "num" -> fraction(form);
      case "pick" -> pick(form);
      case "maybe" -> maybe(form);
      case "text" -> sentence();
      case "word" -> word(random.nextInt(1000));
      case "uuid" -> uuid();
      case "hex" -> hex(Integer.parseInt(form));
      default -> throw new IllegalArgumentException("Unknown token: " + token);
    };
  }

  private double price() {
    return 2.49 + product * 1.37;
  }

  private static String time(LocalDateTime time, String form) {
    long seconds = time.toEpochSecond(ZoneOffset.UTC);
    return switch (form) {
      case "s" -> Long.toString(seconds);
      case "ms" -> Long.toString(seconds * 1000 + seconds % 997);
      case "us" -> Long.toString(seconds * 1_000_000 + seconds % 99_991);
      case "ns" -> Long.toString(seconds * 1_000_000_000 + seconds % 99_991);
      case "excel" -> String.format(Locale.ROOT, "%.4f", seconds / 86_400.0 + 25_569);
      default ->
          DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(time.atOffset(ZoneOffset.UTC));
    };
  }

  private String person(String form) {
    String first = FIRST.get(person % FIRST.size());
    String last = LAST.get(person % LAST.size());
    return switch (form) {
      case "first" -> first;
      case "last" -> last;
      case "name" -> first + " " + last;
      case "email" -> first.toLowerCase(Locale.ROOT) + "." + person + "@mail.example";
      case "phone" -> "+49 170 " + (1_000_000 + person * 7919 % 8_999_999);
      case "city" -> CITIES.get(person % CITIES.size());
      case "hash" -> hash(person + 5000);
      default -> String.format(Locale.ROOT, form, 100 + person);
    };
  }

  private static String hash(int seed) {
    SplittableRandom of = new SplittableRandom(seed);
    return String.format(Locale.ROOT, "%016x%016x", of.nextLong(), of.nextLong());
  }

  private String uuid() {
    String hex = hex(32);
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-4"
        + hex.substring(13, 16)
        + "-a"
        + hex.substring(17, 20)
        + "-"
        + hex.substring(20);
  }

  private String hex(int digits) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  private String money(double amount, String form) {
    String us = String.format(Locale.US, "%,.2f", amount);
    String plain = us.replace(",", "");
    boolean negative = random.nextInt(5) == 0;
    return switch (form) {
      case "comma" -> us;
      case "us" -> "\"" + us + "\"";
      case "eu" -> us.replace(',', ';').replace('.', ',').replace(';', '.');
      case "cents" -> plain.replace(".", "");
      case "paren" -> negative ? "(" + plain + ")" : plain;
      case "trail" -> us + (negative ? "-" : "");
      default -> plain;
    };
  }

  private String whole(String form) {
    int colon = form.indexOf(':');
    int low = Integer.parseInt(form.substring(0, colon));
    int high = Integer.parseInt(form.substring(colon + 1));
    return Integer.toString(low + random.nextInt(high - low + 1));
  }

  private String fraction(String form) {
    String[] parts = form.split(":", -1);
    double low = Double.parseDouble(parts[0]);
    double value = low + random.nextDouble() * (Double.parseDouble(parts[1]) - low);
    return String.format(Locale.ROOT, "%." + parts[2] + "f", value);
  }

  private String pick(String form) {
    String[] of = form.split("\\|", -1);
    return of[random.nextInt(of.length)];
  }

  private String maybe(String form) {
    int colon = form.indexOf(':');
    boolean there = random.nextInt(100) < Integer.parseInt(form.substring(0, colon));
    return there ? filled(form.substring(colon + 1)) : "";
  }

  private String sentence() {
    StringBuilder text = new StringBuilder("The");
    for (int i = 0; i < 6 + random.nextInt(8); i++) {
      text.append(' ').append(word(random.nextInt(1000)));
    }
    return text.toString();
  }

  private static String word(int nth) {
    return WORDS.get(nth % WORDS.size());
  }
}
