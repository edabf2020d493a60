// SPDX-License-Identifier: Apache-2.0
/** Charts as SVG that a page colours, each of which is a table too. */
@NullMarked
package io.perennial.app.chart;

import org.jspecify.annotations.NullMarked;
