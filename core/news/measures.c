/* Measures of association over counts. */
#include <math.h>

#include "lede/count.h"

/* One cell of the sum: observed times the logarithm of observed over expected. */
static double cell(double observed, double expected)
{
    return observed > 0 && expected > 0 ? observed * log(observed / expected) : 0;
}

double lede_g2(double a, double r1, double c, double r2)
{
    double total = r1 + r2, trait = a + c, rest = total - trait, g2;

    if (r1 <= 0 || r2 <= 0)
        return 0;
    g2 = 2 * (cell(a, r1 * trait / total) + cell(r1 - a, r1 * rest / total) + cell(c, r2 * trait / total) +
              cell(r2 - c, r2 * rest / total));
    if (g2 < 0)   /* rounding, where both rates are equal */
        g2 = 0;
    return a * r2 >= c * r1 ? g2 : -g2;
}

double lede_log_ratio(double a, double r1, double c, double r2)
{
    if (r1 <= 0 || r2 <= 0)
        return 0;
    return log2(((a > 0 ? a : 0.5) / r1) / ((c > 0 ? c : 0.5) / r2));
}
