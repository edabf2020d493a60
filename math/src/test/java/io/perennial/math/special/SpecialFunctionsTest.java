// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: computed with 40 digits by mpmath 1.3, at the very double that is passed. */
class SpecialFunctionsTest {

  @ParameterizedTest
  @CsvSource({
    "1e-300, 690.77552789821370518",
    "1e-8, 18.420680738180208884",
    "0.1, 2.252712651734205902",
    "0.5, 0.57236494292470008707",
    "0.9999, 0.000057729791561193862808",
    "1.0001, -0.000057713342220471268005",
    "1.4616321449683622, -0.1214862905358496081",
    "1.5, -0.12078223763524522235",
    "1.9999, -0.000042275208772153458011",
    "2.0001, 0.000042281658112919946317",
    "2.5, 0.28468287047291915963",
    "3.7, 1.4280723266653881292",
    "7.999, 8.5231457861589154881",
    "10, 12.801827480081469611",
    "10.5, 13.940625219403763633",
    "171.5, 709.14316303092824227",
    "1e6, 12815504.56914761166",
    "1e15, 33538776394910668.91",
    "1e300, 6.8977552789821374147e+302"
  })
  void log_gamma_is_good_to_14_digits(double x, double expected) {
    assertRelative(GammaFunctions.logGamma(x), expected, 1e-14);
  }

  @Test
  void log_gamma_is_zero_at_1_and_2_exactly() {
    assertThat(GammaFunctions.logGamma(1)).isZero();
    assertThat(GammaFunctions.logGamma(2)).isZero();
  }

  @Property(seed = "42")
  void log_gamma_keeps_its_recurrence(
      @ForAll @DoubleRange(min = 1e-3, max = 1e4) @Scale(6) double x) {
    assertThat(GammaFunctions.logGamma(x + 1))
        .isCloseTo(
            GammaFunctions.logGamma(x) + Math.log(x),
            within(1e-14 * (1 + Math.abs(GammaFunctions.logGamma(x + 1)))));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.01, 0.66262125995447979172, 0.33737874004552020828",
    "0.553, 1.3, 0.87773253544186605419, 0.12226746455813394581",
    "1, 2, 0.86466471676338730811, 0.13533528323661269189",
    "2.5, 1, 0.15085496391539036377, 0.84914503608460963623",
    "6.25, 9, 0.86435443107232412675, 0.13564556892767587325",
    "50, 40, 0.070335066659394954437, 0.92966493334060504556",
    "1000, 1010, 0.62767894473699472753, 0.37232105526300527247",
    "1e5, 99900, 0.37627489275434331207, 0.62372510724565668793",
    "3, 60, 1, 1.629586652937822435e-23"
  })
  void incomplete_gamma_agrees(double a, double x, double lower, double upper) {
    assertRelative(GammaFunctions.regularizedLower(a, x), lower, 2e-13);
    assertRelative(GammaFunctions.regularizedUpper(a, x), upper, 2e-13);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 0.3, 0.36901011956554537504",
    "2, 3, 0.4, 0.52480000000000003837",
    "0.793, 2.426, 0.1, 0.31769599766885614472",
    "10, 1, 0.95, 0.59873693923837862636",
    "50, 60, 0.5, 0.83090729390166941434"
  })
  void incomplete_beta_agrees(double a, double b, double x, double expected) {
    assertRelative(BetaFunctions.regularized(a, b, x), expected, 1e-13);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 1e-3, 6.9064754836036883835",
    "0.5, 0.5, 1.1447298858494001741",
    "1e6, 2e6, -1909548.2909685329565",
    "0.25, 1e9, -3.8927939344447753317",
    "12, 15, -18.568172732389434645",
    "3, 1e4, -26.938173910371602474",
    "9.9, 0.2, 1.073716988017425363"
  })
  void log_beta_agrees_where_its_terms_cancel(double a, double b, double expected) {
    assertRelative(BetaFunctions.logBeta(a, b), expected, 2e-14);
    assertRelative(BetaFunctions.logBeta(b, a), expected, 2e-14);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0, 1.0",
    "0.1, 0.1124629160182848984, 0.8875370839817151016",
    "0.5, 0.52049987781304653768, 0.47950012218695346232",
    "1, 0.84270079294971486934, 0.15729920705028513066",
    "2, 0.99532226501895273416, 0.0046777349810472658379",
    "5, 0.99999999999846254021, 1.5374597944280348502e-12",
    "10, 1.0, 2.088487583762544757e-45",
    "26, 1.0, 5.6631924088561428465e-296"
  })
  void error_function_agrees(double x, double erf, double erfc) {
    assertRelative(ErrorFunction.erf(x), erf, 1e-13);
    assertRelative(ErrorFunction.erfc(x), erfc, 1e-12);
    assertThat(ErrorFunction.erf(-x)).isEqualTo(-ErrorFunction.erf(x));
    assertRelative(ErrorFunction.erfc(-x), 1 + erf, 1e-13);
  }

  @Test
  void the_ends_of_the_range_are_exact() {
    assertThat(GammaFunctions.regularizedLower(2, 0)).isZero();
    assertThat(GammaFunctions.regularizedUpper(2, 0)).isOne();
    assertThat(GammaFunctions.regularizedLower(2, Double.POSITIVE_INFINITY)).isOne();
    assertThat(GammaFunctions.regularizedUpper(2, Double.POSITIVE_INFINITY)).isZero();
    assertThat(BetaFunctions.regularized(2, 3, 0)).isZero();
    assertThat(BetaFunctions.regularized(2, 3, 1)).isOne();
  }

  @Test
  void arguments_outside_the_range_are_refused_with_their_value() {
    assertRefused(() -> GammaFunctions.logGamma(0), "Invalid x: 0.0 (must be > 0)");
    assertRefused(() -> GammaFunctions.logGamma(Double.NaN), "Invalid x: NaN (must be > 0)");
    assertRefused(() -> GammaFunctions.regularizedLower(-1, 1), "Invalid a: -1.0 (must be > 0)");
    assertRefused(() -> GammaFunctions.regularizedUpper(1, -2), "Invalid x: -2.0 (must be >= 0)");
    assertRefused(() -> BetaFunctions.logBeta(1, 0), "Invalid b: 0.0 (must be > 0)");
    assertRefused(
        () -> BetaFunctions.regularized(1, 1, 1.5), "Invalid x: 1.5 (must be within [0, 1])");
  }

  private static void assertRefused(DoubleSupplier call, String message) {
    assertThatThrownBy(call::getAsDouble)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void assertRelative(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * Math.abs(expected)));
  }
}
