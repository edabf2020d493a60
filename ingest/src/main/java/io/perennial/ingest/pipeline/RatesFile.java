// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.config.Nearest;
import io.perennial.ingest.Currencies;
import io.perennial.ingest.IngestException;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rates of a file: CSV, the columns date, currency and rate in any order. Read whole; a rate
 * counts to its tenth decimal.
 */
final class RatesFile {

  /**
   * The decimals of a rate, and its digits before them: money times rate stays exact in both
   * engines.
   */
  static final int DECIMALS = 10;

  private static final BigDecimal LARGEST = new BigDecimal("9999999");
  private static final List<String> COLUMNS = List.of("date", "currency", "rate");
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final Currencies currencies;
  private final String name;
  private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new TreeMap<>();

  private RatesFile(Currencies currencies, String name) {
    this.currencies = currencies;
    this.name = name;
  }

  /**
   * Reads a file.
   *
   * @param folder the workspace
   * @throws IngestException when it cannot be read, or a line of it is not a rate
   */
  static RatesFile read(Currencies currencies, Path folder) {
    Path file = currencies.rates().orElseThrow();
    RatesFile rates = new RatesFile(currencies, file.toString());
    try (BufferedReader in =
        Files.newBufferedReader(folder.resolve(file), StandardCharsets.UTF_8)) {
      rates.read(in);
    } catch (IOException e) {
      throw new IngestException(
          "Cannot read " + file + ", the file of rates: " + e.getMessage() + " (check rates.file)",
          e);
    }
    return rates;
  }

  private void read(BufferedReader in) throws IOException {
    String header = in.readLine();
    if (header == null) {
      throw wrong(1, "it is empty");
    }
    List<String> columns =
        cells(header.replace("\uFEFF", "")).stream()
            .map(column -> column.toLowerCase(Locale.ROOT))
            .toList();
    for (String column : COLUMNS) {
      if (!columns.contains(column)) {
        throw wrong(
            1, "it has no column '" + column + "' (it needs date, currency and rate, with commas)");
      }
    }
    int line = 1;
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      line++;
      if (!text.isBlank()) {
        List<String> cells = cells(text);
        if (cells.size() < columns.size()) {
          throw wrong(line, "it has " + cells.size() + " fields where " + columns.size() + " are");
        }
        add(
            line,
            cells.get(columns.indexOf("date")),
            cells.get(columns.indexOf("currency")),
            cells.get(columns.indexOf("rate")));
      }
    }
    if (rates.isEmpty()) {
      throw wrong(line, "it has no rate");
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1))
        .map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip())
        .toList();
  }

  private void add(int line, String date, String currency, String rate) {
    LocalDate day;
    try {
      day = LocalDate.parse(date);
    } catch (DateTimeException e) {
      throw wrong(line, "'" + date + "' is no day such as 2025-12-31");
    }
    String code = currency.toUpperCase(Locale.ROOT);
    if (!CODES.contains(code)) {
      throw wrong(
          line,
          "unknown currency '"
              + currency
              + "'"
              + Nearest.name(code, CODES).map(near -> " (did you mean " + near + "?)").orElse(""));
    }
    BigDecimal value = number(line, rate);
    if (code.equals(currencies.base()) && value.compareTo(BigDecimal.ONE) != 0) {
      throw wrong(line, code + " is the base currency: its rate is 1");
    }
    if (rates.computeIfAbsent(code, c -> new TreeMap<>()).put(day, value) != null) {
      throw wrong(line, "a second rate of " + code + " on " + day);
    }
  }

  private BigDecimal number(int line, String rate) {
    BigDecimal value;
    try {
      value = new BigDecimal(rate).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    } catch (NumberFormatException e) {
      throw wrong(line, "'" + rate + "' is no number such as 0.9215");
    }
    if (value.signum() <= 0 || value.compareTo(LARGEST) > 0) {
      throw wrong(line, "the rate " + rate + " is not above 0 and at most 9999999");
    }
    return value;
  }

  private IngestException wrong(int line, String why) {
    return new IngestException(
        "Cannot read " + name + ", the file of rates: line " + line + ": " + why);
  }

  /** The rate that holds on a day: the last on or before it that is not too old. */
  Optional<BigDecimal> rate(String currency, LocalDate day) {
    if (currency.equals(currencies.base())) {
      return Optional.of(BigDecimal.ONE);
    }
    return Optional.ofNullable(rates.get(currency))
        .flatMap(days -> Optional.ofNullable(days.floorEntry(day)))
        .filter(entry -> !entry.getKey().plusDays(currencies.maxAgeDays()).isBefore(day))
        .map(Map.Entry::getValue);
  }

  /** A row for each currency and day on which a rate holds: {@code currency, day, rate}, texts. */
  Batches dense() {
    long rows = 0;
    for (NavigableMap<LocalDate, BigDecimal> days : rates.values()) {
      for (LocalDate day : days.keySet()) {
        rows += until(days, day).toEpochDay() - day.toEpochDay();
      }
    }
    Batch batch =
        new Batch(
            List.of(
                new Field("currency", ColumnType.STRING),
                new Field("day", ColumnType.STRING),
                new Field("rate", ColumnType.STRING)),
            Math.toIntExact(rows));
    rates.forEach(
        (currency, days) ->
            days.forEach(
                (from, rate) ->
                    from.datesUntil(until(days, from))
                        .forEach(
                            day -> {
                              int row = batch.addRow();
                              batch.setText(0, row, currency);
                              batch.setText(1, row, day.toString());
                              batch.setText(2, row, rate.toPlainString());
                            })));
    return Batches.of(batch);
  }

  /** The first day on which the rate of {@code day} does not hold any more. */
  private LocalDate until(NavigableMap<LocalDate, BigDecimal> days, LocalDate day) {
    LocalDate last = day.plusDays(currencies.maxAgeDays() + 1L);
    LocalDate next = days.higherKey(day);
    return next == null || next.isAfter(last) ? last : next;
  }
}
