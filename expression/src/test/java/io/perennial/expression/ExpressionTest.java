// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static final Map<String, String> ROW =
      Map.of(
          "total", "12.50",
          "discount", "2.5",
          "customer.email", "Ada@Example.org ",
          "order id", "C-17",
          "bad", "twelve",
          "empty", "");

  private static Optional<String> value(String expression) {
    return Expression.parse(expression)
        .text(name -> Optional.ofNullable(ROW.get(name)), ExpressionTest::number);
  }

  static Optional<Double> number(String text) {
    return text.matches("-?[0-9]+([.][0-9]+)?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }

  @Nested
  class What_it_comes_to {

    @ParameterizedTest
    @CsvSource(
        delimiter = '¦',
        quoteCharacter = '"',
        nullValues = "nothing",
        value = {
          "= total - discount                               ¦ 10",
          "= total * 2 + discount / 2                       ¦ 26.25",
          "= -total                                         ¦ -12.5",
          "= (total - discount) * 3                         ¦ 30",
          "= total - nowhere?                               ¦ nothing",
          "= total - coalesce(number(nowhere?), 0)          ¦ 12.5",
          "= number(bad)                                    ¦ nothing",
          "= total / 0                                      ¦ nothing",
          "= lower(trim(customer.email))                    ¦ ada@example.org",
          "= `order id`                                     ¦ C-17",
          "= substr(`order id`, 3)                          ¦ 17",
          "= substr(`order id`, 1, 1)                       ¦ C",
          "= substr(`order id`, length(`order id`) - 1)     ¦ 17",
          "= split_part(`order id`, '-', 2)                 ¦ 17",
          "= split_part(`order id`, '-', 3) || 'x'          ¦ x",
          "= replace(`order id`, '-', '')                   ¦ C17",
          "= regexp_replace(`order id`, '[^0-9]+', '')      ¦ 17",
          "= concat(total, ' ', empty, discount)            ¦ 12.50 2.5",
          "= concat_ws('/', total, empty, discount)         ¦ 12.50/2.5",
          "= total || empty                                 ¦ nothing",
          "= 'it''s ' || total                              ¦ it's 12.50",
          "= coalesce(empty, nowhere?, total)               ¦ 12.50",
          "= nullif(total, '12.50')                         ¦ nothing",
          "= round(total / 3, 2)                            ¦ 4.17",
          "= round(1.005, 2)                                ¦ 1.01",
          "= round(0 - 2.5)                                 ¦ -3",
          "= abs(discount - total)                          ¦ 10",
          "= greatest(total, discount, 3)                   ¦ 12.5",
          "= least(total, number(empty), 3)                 ¦ 3",
          "= text(0.1 + 0.2)                                ¦ 0.3",
          "= case when total > 12 then 'big' else 'small' end ¦ big",
          "= case `order id` when 'C-17' then 'yes' end     ¦ yes",
          "= case when empty = 'x' then 'yes' end           ¦ nothing",
          "= starts_with(`order id`, 'C')                   ¦ true",
          "= ends_with(`order id`, '18')                    ¦ false",
          "= contains(`order id`, '-1')                     ¦ true",
          "= empty is null                                  ¦ true",
          "= total is not null and not discount > 3         ¦ true",
          "= total in (12.5, 13)                            ¦ true",
          "= `order id` not in ('a', 'b')                   ¦ true",
          "= empty = 'x' or total = 12.5                    ¦ true",
          "= empty = 'x'                                    ¦ nothing"
        })
    void expressions_come_to_what_they_say(String expression, String expected) {
      assertThat(value(expression.strip())).isEqualTo(Optional.ofNullable(expected));
    }
  }

  @Nested
  class What_it_reads {

    @Test
    void columns_are_read_in_their_order_and_some_as_numbers() {
      Expression expression =
          Expression.parse("= case when kind = 'x' then a.b * 2 else coalesce(number(c), 1) end");

      assertThat(expression.columns()).containsExactly("kind", "a.b", "c");
      assertThat(expression.numberColumns()).containsExactly("a.b", "c");
      assertThat(expression.type()).isEqualTo(ValueType.NUMBER);
    }

    @Test
    void a_column_may_be_lacking_with_a_question_mark_or_in_a_coalesce_of_others() {
      List<String> fields = List.of("a");

      assertThat(Expression.parse("= a || b").lacking(fields)).contains("b");
      assertThat(Expression.parse("= a || b?").lacking(fields)).isEmpty();
      assertThat(Expression.parse("= coalesce(a, b)").lacking(fields)).isEmpty();
      assertThat(Expression.parse("= coalesce(b, c)").lacking(fields)).contains("b");
      assertThat(Expression.parse("= coalesce(number(b), 0)").lacking(fields)).contains("b");
      assertThat(Expression.parse("= coalesce(number(b?), 0)").lacking(fields)).isEmpty();
    }

    @Test
    void two_written_the_same_are_equal() {
      assertThat(Expression.parse("=a || b"))
          .isEqualTo(Expression.parse("a || b"))
          .hasToString("= a || b")
          .hasSameHashCodeAs(Expression.parse("= a || b"))
          .isNotEqualTo(Expression.parse("= a||b"));
    }
  }

  @Nested
  class What_is_no_expression {

    @ParameterizedTest
    @CsvSource(
        delimiter = '¦',
        quoteCharacter = '"',
        value = {
          "= totall(a)            ¦ unknown function totall; there are coalesce, nullif",
          "= coalesc(a)           ¦ unknown function coalesc; did you mean coalesce?, at character 1",
          "= a + + b              ¦ here stands '+', and a column, a value or a function is needed, at character 5",
          "= a b                  ¦ here stands 'b', and an operator or the end is needed, at character 3",
          "= (a                   ¦ here stands the end, and ')' is needed, at character 3",
          "= 'a                   ¦ the quote ' is not closed, at character 1",
          "= a # b                ¦ '#' has no meaning here",
          "= a and b = 'c'        ¦ a condition is needed, and this is a text; compare it, at character 1",
          "= 1 + (a = 'b')        ¦ a number is needed, and this is true or false, at character 5",
          "= substr(a)            ¦ this is not how it is called: substr(text, from) or substr",
          "= split_part(a, '-', 0) ¦ a whole number from 1 to 1000 is needed",
          "= regexp_replace(a, '(', '') ¦ '(' is no pattern",
          "= regexp_replace(a, '(?=x)', '') ¦ has more than both engines know",
          "= case when a = 'b' 1 end ¦ and 'then' is needed, at character 19",
          "= 1.2.3                ¦ '1.2.3' is no number, at character 1",
          "=                      ¦ here stands the end"
        })
    void a_message_says_where_and_why(String expression, String why) {
      assertThatThrownBy(() -> Expression.parse(expression.strip()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Invalid expression: ")
          .hasMessageContaining(why.strip());
    }

    @Test
    void nesting_has_an_end() {
      assertThatThrownBy(() -> Expression.parse("(".repeat(1_000) + "a" + ")".repeat(1_000)))
          .hasMessageContaining("nested more than 64 deep");
    }

    @Test
    void a_condition_is_true_or_false() {
      assertThatThrownBy(() -> Expression.condition("= amount"))
          .hasMessage(
              "Invalid expression: amount (a condition is needed, and this is a text; compare it)");
    }
  }
}
