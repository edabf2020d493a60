// SPDX-License-Identifier: Apache-2.0
/** From a log of purchases to the answer: which model, how good it was, and what each is worth. */
@NullMarked
package io.perennial.value.answer;

import org.jspecify.annotations.NullMarked;
