//! Curves as SVG.

use crate::table::grouped;
use plotters::{
    chart::{ChartBuilder, LabelAreaPosition, SeriesLabelPosition},
    drawing::IntoDrawingArea,
    element::PathElement,
    prelude::{BLACK, Color, IntoLogRange, RGBColor, SVGBackend, WHITE},
    series::LineSeries,
};

/// Told apart by those who see few colours, too (Okabe and Ito).
const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
];
const SIZE: (u32, u32) = (900, 420);
const FONT: &str = "sans-serif";

/// A plot: what is drawn over what.
pub(crate) struct Plot {
    pub(crate) title: String,
    pub(crate) x: String,
    pub(crate) y: String,
    /// Whether x grows by factors.
    pub(crate) log: bool,
    pub(crate) curves: Vec<Curve>,
}

/// One curve.
pub(crate) struct Curve {
    pub(crate) name: String,
    pub(crate) points: Vec<(f64, f64)>,
}

impl Plot {
    /// As a document; without any point, an empty one.
    pub(crate) fn svg(&self) -> String {
        let mut text = String::new();
        // Drawing into a string fails only where there is nothing to draw.
        let drawn = self.draw(SVGBackend::with_string(&mut text, SIZE));
        if let Err(error) = drawn {
            tracing::warn!(error, "cannot draw");
        }
        text
    }

    fn draw(&self, backend: SVGBackend<'_>) -> Result<(), String> {
        let all = || self.curves.iter().flat_map(|curve| &curve.points);
        let left = all().map(|point| point.0).fold(f64::INFINITY, f64::min);
        let right = all().map(|point| point.0).fold(f64::NEG_INFINITY, f64::max);
        let top = all().map(|point| point.1).fold(0.0, f64::max).max(1.0) * 1.3;
        if left >= right {
            return Err("there is nothing to draw".into());
        }
        let area = backend.into_drawing_area();
        area.fill(&WHITE).map_err(|error| error.to_string())?;
        let mut chart = ChartBuilder::on(&area);
        chart
            .caption(&self.title, (FONT, 18))
            .margin(12)
            .margin_right(40)
            .set_label_area_size(LabelAreaPosition::Left, 70)
            .set_label_area_size(LabelAreaPosition::Bottom, 46);
        if self.log {
            let chart = chart.build_cartesian_2d((left..right).log_scale(), 0.0..top);
            self.fill(chart.map_err(|error| error.to_string())?)
        } else {
            let chart = chart.build_cartesian_2d(left..right, 0.0..top);
            self.fill(chart.map_err(|error| error.to_string())?)
        }
    }

    fn fill<'b, X>(
        &self,
        mut chart: plotters::chart::ChartContext<
            'b,
            SVGBackend<'b>,
            plotters::coord::cartesian::Cartesian2d<X, plotters::coord::types::RangedCoordf64>,
        >,
    ) -> Result<(), String>
    where
        X: plotters::coord::ranged1d::Ranged<ValueType = f64> + plotters::coord::ranged1d::ValueFormatter<f64>,
    {
        let number = |value: &f64| grouped(*value);
        let mut mesh = chart.configure_mesh();
        mesh.x_desc(&self.x).y_desc(&self.y).label_style((FONT, 13)).axis_desc_style((FONT, 14));
        mesh.light_line_style(WHITE.mix(0.0)).x_label_formatter(&number).y_label_formatter(&number);
        mesh.draw().map_err(|error| error.to_string())?;
        for (curve, colour) in self.curves.iter().zip(COLOURS.iter().cycle()) {
            let line = LineSeries::new(curve.points.iter().copied(), colour.stroke_width(2));
            let drawn = chart.draw_series(line).map_err(|error| error.to_string())?;
            drawn
                .label(&curve.name)
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
        }
        let mut labels = chart.configure_series_labels();
        labels.position(SeriesLabelPosition::UpperRight).label_font((FONT, 13));
        labels.background_style(WHITE.mix(0.85)).border_style(BLACK.mix(0.2));
        labels.draw().map_err(|error| error.to_string())
    }
}
